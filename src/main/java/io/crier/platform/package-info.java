/**
 * What every web application needs: what a problem looks like, who is turned away, what time it is.
 */
@NullMarked
package io.crier.platform;

import org.jspecify.annotations.NullMarked;
