package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** nginx with static files, as fast as it serves them: one worker, kept connections, sendfile. */
final class StaticFiles implements AutoCloseable {
    static final int PORT = 19002;

    private static final String CONFIGURATION =
            """
            daemon off;
            worker_processes 1;
            pid %1$s/pid;
            error_log %1$s/errors crit;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 100000000;
              default_type application/json;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server {
                listen 127.0.0.1:%2$d backlog=4096;
                root %1$s/files;
                location /gzip/ { add_header Content-Encoding gzip; }
              }
            }
            """;

    private final Process process;
    private final Path directory;

    private StaticFiles(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    private static Optional<Path> nginx() {
        return Programs.find("nginx")
                .or(() -> Optional.of(Path.of("/usr/sbin/nginx")).filter(Files::isExecutable));
    }

    static boolean isThere() {
        return nginx().isPresent();
    }

    static StaticFiles start(Cores cores) throws IOException {
        // Its worker is another user than root, and reads what all may read.
        var readable = PosixFilePermissions.fromString("rwxr-xr-x");
        var directory = Files.createTempDirectory("crier-bench-nginx");
        Files.setPosixFilePermissions(directory, readable);
        Files.createDirectories(directory.resolve("files/gzip"));
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(directory, PORT));
        var log = directory.resolve("log");
        var command = List.of(nginx().orElseThrow().toString(), "-c", configuration.toString());
        var process = Programs.start(cores.on(cores.server(), command), log);
        Programs.awaitPort(process, log, PORT);
        return new StaticFiles(process, directory);
    }

    void put(String path, byte[] content) throws IOException {
        Files.write(directory.resolve("files" + path), content);
    }

    @Override
    public void close() throws IOException {
        Programs.stop(process);
        FileSystemUtils.deleteRecursively(directory);
    }
}
