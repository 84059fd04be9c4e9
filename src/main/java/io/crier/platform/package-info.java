/**
 * What every web application needs: who may write, what a problem looks like, limits of the server.
 */
@NullMarked
package io.crier.platform;

import org.jspecify.annotations.NullMarked;
