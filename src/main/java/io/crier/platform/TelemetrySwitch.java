package io.crier.platform;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Leaves OpenTelemetry off unless something is named that it is to be sent to: nothing would fetch
 * what it gathers. Whether something is named is looked up when somebody asks, for {@code OTEL_…}
 * variables may become settings later than this.
 */
class TelemetrySwitch implements EnvironmentPostProcessor {
    private static final List<String> ENDPOINTS =
            List.of(
                    "management.opentelemetry.otlp.endpoint",
                    "management.opentelemetry.tracing.export.otlp.endpoint",
                    "management.opentelemetry.logging.export.otlp.endpoint");

    /** Without the second, lines of the log keep room for the names of traces. */
    private static final Set<String> SWITCHED =
            Set.of("management.opentelemetry.enabled", "management.tracing.export.enabled");

    TelemetrySwitch() {}

    /** What holds where nobody says otherwise. */
    private static final class Defaults extends EnumerablePropertySource<String> {
        /** No source of its own: Boot looks for further sources in one that is an environment. */
        private final ConfigurableEnvironment environment;

        Defaults(ConfigurableEnvironment environment) {
            super("telemetrySwitch", "where telemetry goes");
            this.environment = environment;
        }

        @Override
        public String[] getPropertyNames() {
            return SWITCHED.toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return SWITCHED.contains(name)
                    ? ENDPOINTS.stream().anyMatch(environment::containsProperty)
                    : null;
        }
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new Defaults(environment));
    }
}
