package io.crier.intake;

import io.crier.announcement.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as an announcement.
 *
 * @param content a field without a value is one that the feed does not tell
 * @param publishedAt when the feed says that it was first published; nothing where that is not over
 */
public record Reported(Uid uid, Content content, @Nullable Instant publishedAt) {}
