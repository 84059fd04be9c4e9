package io.crier.platform.database;

/**
 * What is told of the database at the end of the start.
 *
 * @param description one line for people, without a password
 */
public record DatabaseFacts(String description) {}
