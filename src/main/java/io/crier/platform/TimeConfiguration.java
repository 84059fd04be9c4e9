package io.crier.platform;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The clock that everything reads, and the threads of what happens by it. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** The threads of everything that happens by time; none of it blocks. */
    @Bean
    @ConditionalOnMissingBean
    Scheduler timer() {
        return Schedulers.parallel();
    }
}
