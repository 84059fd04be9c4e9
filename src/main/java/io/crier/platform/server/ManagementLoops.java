package io.crier.platform.server;

import java.time.Duration;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Gives the management port a thread of its own, so that probes are answered also while the event
 * loops that serve the API come late. Taken into the context of that port by {@code META-INF}; not
 * a {@code @Configuration}, which would be found by the API's own context too.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementLoops {
    /** By the name of Spring Boot's own, which this context would take from the other otherwise. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setConnectionProviderSupplier(ConnectionProvider::newConnection);
        resources.setLoopResourcesSupplier(() -> LoopResources.create("management", 1, true));
        // Whoever asked last has his answer by then.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
