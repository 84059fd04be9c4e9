/** The feed over HTTP: server-sent events, changes, and what operators are told of both. */
@NullMarked
package io.crier.feed.web;

import org.jspecify.annotations.NullMarked;
