/** The pages, and the files that they need, over HTTP. */
@NullMarked
package io.crier.board.web;

import org.jspecify.annotations.NullMarked;
