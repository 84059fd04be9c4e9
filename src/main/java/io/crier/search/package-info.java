/** Finds words in texts of many languages; the same here as in the database. */
@NullMarked
package io.crier.search;

import org.jspecify.annotations.NullMarked;
