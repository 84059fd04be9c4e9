package io.crier;

import io.crier.platform.access.PublisherToken;
import io.crier.platform.database.DatabaseFacts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells in the last lines of the start where things are; the token only to whoever looks. */
@Component
class StartupReport {
    private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

    /** Set where lines of the log are for programs. */
    private static final String STRUCTURED = "logging.structured.format.console";

    private final ApplicationContext context;
    private final Environment environment;
    private final DatabaseFacts database;
    private final PublisherToken token;
    private final ServerProperties server;

    StartupReport(
            ApplicationContext context,
            Environment environment,
            DatabaseFacts database,
            PublisherToken token,
            ServerProperties server) {
        this.context = context;
        this.environment = environment;
        this.database = database;
        this.token = token;
        this.server = server;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        // Both ports are what the servers took, which 0 leaves to the system.
        var port = environment.getProperty("local.server.port");
        if (!event.getApplicationContext().equals(context) || port == null) {
            return;
        }
        if (environment.containsProperty(STRUCTURED)) {
            log.atInfo()
                    .addKeyValue("port", port)
                    .addKeyValue(
                            "managementPort",
                            environment.getProperty("local.management.port", "off"))
                    .addKeyValue("data", database.description())
                    .log("Crier is there");
        } else {
            log.info(
                    "{}",
                    text(
                            (Ssl.isEnabled(server.getSsl()) ? "https" : "http")
                                    + "://localhost:"
                                    + port,
                            environment.getProperty("local.management.port"),
                            database.description(),
                            token(token.isThere(), token.file())));
            show(token.made());
        }
    }

    /** Past the log, which is kept, gathered and sent on. */
    @SuppressWarnings("SystemConsoleNull") // JSpecify's models still have it that it may be null.
    private static void show(@Nullable String made) {
        var console = System.console();
        if (made != null && console != null && console.isTerminal()) {
            console.printf("  Token   %s%n%n", made);
        }
    }

    /**
     * @param there whether there is a static token
     * @param file where it is kept; {@code null} where it was set, which its owner knows
     */
    static String token(boolean there, @Nullable Path file) {
        if (file != null) {
            return "in " + file.toAbsolutePath();
        }
        return there ? "the one that is set in crier.token" : "those that the issuer gives";
    }

    /**
     * @param base where the API is
     * @param managementPort {@code null} where management is off
     * @param token what is told of the static one
     */
    static String text(String base, @Nullable String managementPort, String data, String token) {
        return """
        Crier is there.

          Board   %s
          Live    curl -N %s/v1/stream
          List    curl %s/v1/announcements
          Health  %s
          Data    %s
          Token   %s
        """
                .formatted(
                        base,
                        base,
                        base,
                        managementPort == null
                                ? "off"
                                : "http://localhost:" + managementPort + "/actuator/health",
                        data,
                        token);
    }
}
