package io.crier.announcement;

import java.util.Set;

/** What a writer knows of the current version, as HTTP's {@code If-Match} tells it. */
public sealed interface Match {
    /** Writes whatever the current version is, and where there is none. */
    Match ANY = new Any();

    /** Writes only over what exists ({@code If-Match: *}). */
    Match EXISTING = new Existing();

    /** Writes only where nothing exists ({@code If-None-Match: *}). */
    Match NONE = new None();

    /** Whether a write may go on over the version, 0 where there is nothing. */
    boolean admits(long version);

    record Any() implements Match {
        @Override
        public boolean admits(long version) {
            return true;
        }
    }

    record Existing() implements Match {
        @Override
        public boolean admits(long version) {
            return version > 0;
        }
    }

    record None() implements Match {
        @Override
        public boolean admits(long version) {
            return version == 0;
        }
    }

    /** Writes only over one of these versions. */
    record Exactly(Set<Long> versions) implements Match {
        public Exactly {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean admits(long version) {
            return versions.contains(version);
        }
    }
}
