package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.util.List;

/**
 * A document that is being written: its beginning, then what was removed, then any number of
 * chunks, then its end, in this order, by one thread at a time. The bytes are those of the same
 * state each time.
 *
 * <p>What was removed comes first since the grammar of Atom (RFC 4287 appendix B) has the entries
 * at the end.
 */
public interface Document {
    byte[] begin();

    /**
     * Announcements that are no longer there, as they were last, with the time of their removal as
     * the time of their update; nothing in a form that has no word for it.
     */
    byte[] removed(List<Announcement> tombstones);

    byte[] items(List<Announcement> announcements);

    byte[] end();
}
