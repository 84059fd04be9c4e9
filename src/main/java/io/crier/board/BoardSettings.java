package io.crier.board;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages tell of who shows them.
 *
 * @param name in the head of every page; the program's own, where nobody gave another
 */
@ConfigurationProperties("crier.board")
record BoardSettings(@DefaultValue("Crier") String name) {}
