package io.crier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import reactor.netty.ReactorNetty;

/** The whole of Crier in one process. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class CrierApplication {
    CrierApplication() {}

    /**
     * Starts Crier; settings come from the environment, arguments and property files as Spring Boot
     * reads them.
     */
    public static void main(String[] args) {
        dimensionEventLoops();
        SpringApplication.run(CrierApplication.class, args);
    }

    /** One event loop a processor: nothing on them waits, and more would only take turns. */
    private static void dimensionEventLoops() {
        if (System.getProperty(ReactorNetty.IO_WORKER_COUNT) == null) {
            System.setProperty(
                    ReactorNetty.IO_WORKER_COUNT,
                    Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
    }
}
