package io.crier.intake;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The threads that documents are read on. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    static final String READING = "readingThreads";

    /** More documents than this wait for a thread only if something is very wrong. */
    private static final int WAITING = 1_000;

    /**
     * Reading a large document takes a second, and looking up a host may block: neither belongs on
     * a thread that others wait for.
     */
    @Bean(defaultCandidate = false, destroyMethod = "dispose")
    @Qualifier(READING)
    Scheduler readingThreads(IntakeSettings settings) {
        return Schedulers.newBoundedElastic(settings.concurrency(), WAITING, "crier-reading");
    }
}
