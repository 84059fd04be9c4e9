/** Sources over HTTP. */
@NullMarked
package io.crier.intake.web;

import org.jspecify.annotations.NullMarked;
