/**
 * What there is, read: the answers to those who ask, in every form, kept in memory for as long as
 * the log says that they are true.
 */
@NullMarked
package io.crier.reading;

import org.jspecify.annotations.NullMarked;
