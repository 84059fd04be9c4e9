/** The web server's connections: how they are kept, and whose they are. */
@NullMarked
package io.crier.platform.server;

import org.jspecify.annotations.NullMarked;
