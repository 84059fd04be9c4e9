package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.util.List;

/**
 * A document that is being written: its beginning, then any number of chunks, then what was
 * removed, then its end, each once and in this order, by one thread at a time. The bytes are those
 * of the same state each time.
 */
public interface Document {
    byte[] begin();

    byte[] items(List<Announcement> announcements);

    /**
     * Announcements that are no longer there, as they were last, with the time of their removal as
     * the time of their update; nothing in a form that has no word for it.
     */
    byte[] removed(List<Announcement> tombstones);

    byte[] end();
}
