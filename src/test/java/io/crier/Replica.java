package io.crier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of several Criers of this JVM on one database, on free ports; writes are made with the token
 * {@code test}.
 */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Started when it returns. Settings are as on a command line, without the dashes. */
    public static Replica on(TestDatabase database, String... settings) {
        var first = new ArrayList<String>();
        first.add("--crier.demo=false");
        database.settings().forEach((name, value) -> first.add("--" + name + "=" + value));
        return started(first, settings);
    }

    /** The only one, as somebody meets it who tries it: with its own database, and the demo. */
    public static Replica trial(Path data) {
        return started(List.of("--crier.data-directory=" + data));
    }

    private static Replica started(List<String> first, String... settings) {
        var arguments = new ArrayList<>(first);
        arguments.addAll(
                List.of(
                        "--crier.token=test",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--crier.limits.reads-per-second=0",
                        "--crier.limits.writes-per-second=0",
                        "--crier.load.delay=1m",
                        "--spring.r2dbc.pool.initial-size=1",
                        "--crier.feed.drain=300ms"));
        for (var setting : settings) {
            // One that is given twice would be a list.
            var name = "--" + setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add("--" + setting);
        }
        return new Replica(
                new SpringApplicationBuilder(CrierApplication.class)
                        .initializers(new OwnEventLoops())
                        .run(arguments.toArray(String[]::new)));
    }

    public CrierClient client() {
        return new CrierClient(port());
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stops it as SIGTERM does. */
    @Override
    public void close() {
        context.close();
    }
}
