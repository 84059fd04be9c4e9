/** What whoever uses the database has in common. */
@NullMarked
package io.crier.database;

import org.jspecify.annotations.NullMarked;
