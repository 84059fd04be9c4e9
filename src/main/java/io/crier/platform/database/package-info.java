/** The database Crier runs on: an embedded PostgreSQL of its own, or the one it is told of. */
@NullMarked
package io.crier.platform.database;

import org.jspecify.annotations.NullMarked;
