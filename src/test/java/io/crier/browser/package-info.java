/** What people see, in a real browser. */
@NullMarked
package io.crier.browser;

import org.jspecify.annotations.NullMarked;
