/**
 * What people look at: the board of what is on, the month, one announcement. Announcements and
 * words in, HTML out; kept in memory like every other answer.
 */
@NullMarked
package io.crier.board;

import org.jspecify.annotations.NullMarked;
