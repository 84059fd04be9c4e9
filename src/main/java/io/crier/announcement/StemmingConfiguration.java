package io.crier.announcement;

import io.crier.search.SearchText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Loads what words are stemmed with, which takes a tenth of a second and must not happen on an
 * event loop: beside the rest of the start, and before anything is served.
 */
@Configuration(proxyBeanMethods = false)
class StemmingConfiguration {
    @Bean(bootstrap = Bean.Bootstrap.BACKGROUND)
    Stemming stemming() {
        SearchText.prepare();
        return new Stemming();
    }

    /** It is there. */
    record Stemming() {}
}
