package io.crier.platform.database;

/**
 * What may be told about the database: for the start-up report, and for what is only done to an
 * embedded one.
 *
 * @param embedded whether it is the PostgreSQL that Crier runs itself
 * @param description one line for people, without a password
 */
public record DatabaseFacts(boolean embedded, String description) {}
