/** Sources over HTTP, and what operators are told of them. */
@NullMarked
package io.crier.intake.web;

import org.jspecify.annotations.NullMarked;
