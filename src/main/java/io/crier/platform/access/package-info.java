/** Who may do what, and how much of it: tokens, scopes, tickets and rates. */
@NullMarked
package io.crier.platform.access;

import org.jspecify.annotations.NullMarked;
