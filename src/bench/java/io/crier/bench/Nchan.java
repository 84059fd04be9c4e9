package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** nginx with its module nchan, the fastest there is in C: one worker, one channel in memory. */
final class Nchan implements AutoCloseable {
    private static final int PORT = 19001;

    private static final List<Path> MODULES =
            Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules")
                    .map(directory -> Path.of(directory, "ngx_nchan_module.so"))
                    .toList();

    private static final String CONFIGURATION =
            """
            load_module %1$s;
            daemon off;
            worker_processes 1;
            worker_rlimit_nofile 20000;
            pid %2$s/pid;
            error_log %2$s/errors crit;
            events { worker_connections 19900; }
            http {
              access_log off;
              keepalive_requests 100000000;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/proxy;
              fastcgi_temp_path %2$s/fastcgi;
              uwsgi_temp_path %2$s/uwsgi;
              scgi_temp_path %2$s/scgi;
              nchan_max_reserved_memory 512M;
              server {
                listen 127.0.0.1:%3$d backlog=4096;
                location = /publish {
                  nchan_publisher;
                  nchan_channel_id bench;
                  nchan_message_buffer_length 1000;
                }
                location = /stream {
                  nchan_subscriber eventsource;
                  nchan_channel_id bench;
                  nchan_subscriber_first_message newest;
                }
              }
            }
            """;

    private final Process process;
    private final Path directory;

    private Nchan(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Empty where it is not installed. */
    static Optional<Nchan> start(Cores cores) throws IOException {
        var module = MODULES.stream().filter(Files::exists).findFirst();
        var nginx = Programs.find("nginx").or(() -> Optional.of(Path.of("/usr/sbin/nginx")));
        if (module.isEmpty() || !Files.isExecutable(nginx.get())) {
            return Optional.empty();
        }
        var directory = Files.createTempDirectory("crier-bench-nchan");
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(module.get(), directory, PORT));
        var log = directory.resolve("log");
        var command = List.of(nginx.get().toString(), "-c", configuration.toString());
        var process = Programs.start(cores.on(cores.server(), command), log);
        Programs.awaitPort(process, log, PORT);
        return Optional.of(new Nchan(process, directory));
    }

    Target target() {
        return new Target("nchan", PORT, "/stream", "/publish", "", List.of(process.pid()));
    }

    @Override
    public void close() throws IOException {
        Programs.stop(process);
        FileSystemUtils.deleteRecursively(directory);
    }
}
