package io.crier.demo;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.ChangeLog;
import io.crier.announcement.Facet;
import io.crier.announcement.Filter;
import io.crier.announcement.Outcome;
import io.crier.announcement.Page;
import io.crier.announcement.Query;
import io.crier.announcement.Sort;
import io.crier.announcement.Write;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The real store. */
record StoredStock(Announcements announcements, ChangeLog changeLog) implements Stock {
    /** All samples fit on one page. */
    private static final Query SAMPLES =
            new Query(
                    Filter.of(Facet.SOURCE, Sample.SOURCE),
                    Set.of(),
                    Sort.START,
                    Query.LARGEST_PAGE,
                    null);

    @Override
    public Mono<Boolean> isUntouched() {
        return changeLog.bounds().map(bounds -> bounds.head() == 0);
    }

    @Override
    public Mono<List<Announcement>> samples() {
        return announcements.page(SAMPLES).map(Page::items);
    }

    @Override
    public Mono<Outcome> write(Write write) {
        return announcements.write(write);
    }
}
