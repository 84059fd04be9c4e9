package io.crier.announcement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a writer knows of the current version, as HTTP's {@code If-Match} tells it. */
public sealed interface Match {
    /** Writes whatever the current version is, and where there is none. */
    Match ANY = new Any();

    /** Writes only over what exists ({@code If-Match: *}). */
    Match EXISTING = new Existing();

    /** Writes only where nothing exists ({@code If-None-Match: *}). */
    Match NONE = new None();

    /**
     * Whether a write may go on over the version, 0 where there is nothing.
     *
     * @param epoch of the log that the version is in; empty where it is not known
     */
    boolean admits(long version, String epoch);

    record Any() implements Match {
        @Override
        public boolean admits(long version, String epoch) {
            return true;
        }
    }

    record Existing() implements Match {
        @Override
        public boolean admits(long version, String epoch) {
            return version > 0;
        }
    }

    record None() implements Match {
        @Override
        public boolean admits(long version, String epoch) {
            return version == 0;
        }
    }

    /** Writes only over one of these versions. */
    record Exactly(Set<Seen> versions) implements Match {
        public Exactly {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean admits(long version, String epoch) {
            return versions.stream().anyMatch(seen -> seen.is(version, epoch));
        }
    }

    /**
     * A version as the writer saw it. In a log that was restored from a backup another one may have
     * its number.
     *
     * @param epoch of the log that it was seen in; {@code null} where the writer does not say
     */
    record Seen(long version, @Nullable String epoch) {
        private boolean is(long other, String log) {
            return version == other && (epoch == null || log.isEmpty() || epoch.equals(log));
        }
    }
}
