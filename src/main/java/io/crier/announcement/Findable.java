package io.crier.announcement;

import io.crier.search.SearchText;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An announcement with all that it can be found by, worked out once. The store's columns and the
 * filters of streams both come from here, so that they agree.
 */
public final class Findable {
    private final Announcement announcement;
    private final Span span;

    // Two threads that ask first at the same time may both work it out; they come to the same.
    private volatile @Nullable Set<String> terms;
    // The words take many times what the text takes, so they give way when memory is needed.
    private volatile SoftReference<@Nullable SearchText> text = new SoftReference<>(null);

    private Findable(Announcement announcement) {
        this.announcement = announcement;
        this.span = Span.of(announcement.content());
    }

    public static Findable of(Announcement announcement) {
        return new Findable(announcement);
    }

    Announcement announcement() {
        return announcement;
    }

    Span span() {
        return span;
    }

    /** What the store files it under. */
    Set<String> terms() {
        var known = terms;
        if (known == null) {
            known = terms(announcement);
            terms = known;
        }
        return known;
    }

    /** The words it is found by; only few ask. */
    SearchText text() {
        var known = text.get();
        if (known == null) {
            known = words(announcement.content());
            text = new SoftReference<>(known);
        }
        return known;
    }

    boolean isIn(Area area) {
        var place = announcement.content().place();
        return place != null
                && place.latitude() != null
                && place.longitude() != null
                && area.contains(place.latitude(), place.longitude());
    }

    private static Set<String> terms(Announcement announcement) {
        var terms = Facet.terms(announcement);
        var place = announcement.content().place();
        if (place != null && place.latitude() != null && place.longitude() != null) {
            terms.addAll(Area.cells(place.latitude(), place.longitude()));
        }
        return terms;
    }

    private static SearchText words(Content content) {
        var passages = new ArrayList<String>();
        addTo(passages, content.summary());
        passages.addAll(content.topics());
        content.organisers().forEach(party -> passages.add(party.name()));
        content.partners().forEach(party -> passages.add(party.name()));
        var place = content.place();
        if (place != null) {
            addTo(passages, place.name());
            addTo(passages, place.address());
            addTo(passages, place.locality());
        }
        if (content.body() != null) {
            passages.addAll(lines(content.body()));
        }
        return SearchText.of(content.language(), content.title(), passages);
    }

    private static List<String> lines(String html) {
        return Html.text(html).lines().toList();
    }

    private static void addTo(List<String> passages, @Nullable String text) {
        if (text != null) {
            passages.add(text);
        }
    }
}
