package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class FeedSettingsTests {
    private final ApplicationContextRunner crier =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(FeedSettings.class)
    static class Settings {}

    @Test
    void theDefaultsAreInOrder() {
        crier.run(context -> assertThat(context).hasSingleBean(FeedSettings.class));
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat, 0s, heartbeat 30 s at the most",
        "heartbeat, 31s, heartbeat 30 s at the most",
        "max-age, 0s, max-age must be longer than nothing",
        "drain, -1s, drain not less than nothing",
        "max-streams, 0, maxStreams",
        "max-catchups, 0, maxCatchups",
        "ring.max-changes, 0, maxChanges",
    })
    void whatIsOutOfOrderIsRefusedByName(String name, String value, String told) {
        crier.withPropertyValues("crier.feed." + name + "=" + value)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining(told));
    }
}
