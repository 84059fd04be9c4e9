/** The feed over HTTP: server-sent events. */
@NullMarked
package io.crier.feed.web;

import org.jspecify.annotations.NullMarked;
