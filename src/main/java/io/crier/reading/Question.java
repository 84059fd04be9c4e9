package io.crier.reading;

import io.crier.feed.Interest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Something that is asked for, understood but not read.
 *
 * @param interest which changes make another answer of it
 * @param variant of the answer's {@link Tag}; {@code null} if its tags say nothing by themselves
 * @param whole whether the answer may be larger than the memory
 * @param telling reads the answer from the database
 */
public record Question(
        Interest interest, @Nullable String variant, boolean whole, Mono<Telling> telling) {}
