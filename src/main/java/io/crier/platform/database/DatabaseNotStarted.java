package io.crier.platform.database;

import org.jspecify.annotations.Nullable;

/** Crier has no database to run on. */
public final class DatabaseNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * @param problem what is wrong, in whole sentences
     * @param remedy what the person who started Crier can do about it, in whole sentences
     */
    DatabaseNotStarted(String problem, String remedy) {
        this(problem, remedy, null);
    }

    DatabaseNotStarted(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + " " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
