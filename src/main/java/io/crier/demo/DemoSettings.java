package io.crier.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is a demo.
 *
 * @param demo whether an empty embedded database is filled with samples that change now and then;
 *     true, so that whoever starts Crier for the first time sees what it is about. It is never done
 *     to a database that is named in {@code spring.r2dbc.url}
 */
@ConfigurationProperties("crier")
record DemoSettings(@DefaultValue("true") boolean demo) {}
