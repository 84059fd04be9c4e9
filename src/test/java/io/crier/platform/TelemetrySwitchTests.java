package io.crier.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TelemetrySwitchTests {
    private final StandardEnvironment environment = new StandardEnvironment();

    private boolean isOn() {
        return environment.getRequiredProperty("management.opentelemetry.enabled", Boolean.class);
    }

    private void set(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
    }

    @Test
    void isOffUntilSomethingIsNamedThatItIsToBeSentTo() {
        new TelemetrySwitch().postProcessEnvironment(environment, new SpringApplication());
        assertThat(isOn()).isFalse();
        // As a variable's does, which is read later.
        set("management.opentelemetry.logging.export.otlp.endpoint", "http://collector:4318");
        assertThat(isOn()).isTrue();
        assertThat(environment.getProperty("management.tracing.export.enabled")).isEqualTo("true");
    }

    @Test
    void whoeverSaysOtherwiseIsHeard() {
        new TelemetrySwitch().postProcessEnvironment(environment, new SpringApplication());
        set("management.opentelemetry.enabled", "true");
        assertThat(isOn()).isTrue();
    }
}
