package io.crier;

import java.time.Duration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Has a context bring event loops of its own, since those of the JVM end with the first context
 * that is closed.
 */
final class OwnEventLoops implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(
                        "reactorResourceFactory",
                        ReactorResourceFactory.class,
                        () -> {
                            var resources = new ReactorResourceFactory();
                            resources.setUseGlobalResources(false);
                            // Many contexts are closed, and none has anything to say any more then.
                            resources.setShutdownQuietPeriod(Duration.ZERO);
                            return resources;
                        });
    }
}
