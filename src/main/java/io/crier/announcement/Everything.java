package io.crier.announcement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * All announcements that somebody asks for, however many.
 *
 * @param cursor where in the log the reading began: whoever reads all of it and then follows the
 *     log from here, and takes the higher version of what comes twice, has exactly the table
 * @param at the time at which phases were looked at
 * @param until when the clock alone makes something else of it, as for a {@link Page}
 * @param chunks in the order of ids, each read when it is asked for; fails with a {@link
 *     org.springframework.dao.DataAccessException}
 */
public record Everything(
        Cursor cursor, Instant at, @Nullable Instant until, Flux<List<Announcement>> chunks) {}
