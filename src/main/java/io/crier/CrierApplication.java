package io.crier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

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
        SpringApplication.run(CrierApplication.class, args);
    }
}
