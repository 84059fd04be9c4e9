package io.crier.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** The plotting library of the page, at an address that has no version in it. */
@Configuration(proxyBeanMethods = false)
class StatusFiles implements WebFluxConfigurer {
    private static final String SCRIPT =
            "classpath*:META-INF/resources/webjars/uplot/*/dist/uPlot.esm.js";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(SCRIPT);
            if (found.length != 1) {
                throw new IOException(found.length + " files are " + SCRIPT + " instead of one");
            }
            var script = found[0].getURL().toString();
            registry.addResourceHandler("/status/uplot/**")
                    .addResourceLocations(script.substring(0, script.lastIndexOf('/') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("the plotting library of the page is missing", e);
        }
    }
}
