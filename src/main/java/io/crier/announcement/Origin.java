package io.crier.announcement;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an announcement was taken in from, for one that no publisher posted.
 *
 * @param id of the source
 * @param uid what the source itself calls the announcement: an RSS guid, an Atom id, an iCalendar
 *     UID
 * @param url the source's address
 */
public record Origin(String id, String uid, @Nullable URI url) {}
