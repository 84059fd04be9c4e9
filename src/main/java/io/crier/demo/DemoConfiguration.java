package io.crier.demo;

import io.crier.announcement.Announcements;
import io.crier.announcement.ChangeLog;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** The demo, where no database is named: then it is the embedded one. */
@Configuration(proxyBeanMethods = false)
@Conditional(DemoConfiguration.NoDatabaseIsNamed.class)
class DemoConfiguration {
    @Bean
    Demo demo(
            DemoSettings settings,
            Announcements announcements,
            ChangeLog changeLog,
            InstantSource clock,
            Scheduler timer) {
        return new Demo(
                settings,
                new StoredStock(announcements, changeLog),
                Samples.read(),
                clock,
                timer,
                RandomGenerator.getDefault());
    }

    static final class NoDatabaseIsNamed extends NoneNestedConditions {
        NoDatabaseIsNamed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.r2dbc.url")
        static final class Named {}
    }
}
