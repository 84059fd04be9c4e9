package io.crier.refusal;

import java.util.List;
import java.util.Map;

/**
 * The base of every exception that tells a caller why its request was not carried out.
 *
 * <p>A feature's exceptions extend it with a fact in the feature's words; nothing was written when
 * one is thrown. The message is meant for the caller, says what was wrong and what would be right,
 * and holds no secret.
 */
public abstract class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> facts;

    /** What kind of thing went wrong, for whoever translates a refusal into a protocol. */
    public enum Reason {
        /**
         * The request says something that cannot be understood or accepted; {@link #violations()}
         * say what.
         */
        INVALID,
        /** The request is larger than is accepted. */
        TOO_LARGE,
        /** The caller may not do this, though he may do other things. */
        FORBIDDEN,
        /** What was named never was. */
        UNKNOWN,
        /** What was named is no more. */
        REMOVED,
        /** The caller's condition on the current version does not hold. */
        STALE,
        /** The request contradicts something that is there already. */
        CONFLICT,
        /** There is too much to do at the moment; a later try will succeed. */
        OVERLOADED,
        /** The caller asks for more than its share. */
        EXCESSIVE,
    }

    protected Refusal(Reason reason, String message) {
        this(reason, message, List.of(), Map.of());
    }

    /** A refusal with more facts about it, each a name and a value that JSON can hold. */
    protected Refusal(Reason reason, String message, Map<String, Object> facts) {
        this(reason, message, List.of(), facts);
    }

    Refusal(Reason reason, String message, List<Violation> violations, Map<String, Object> facts) {
        super(message, null, false, false);
        this.reason = reason;
        this.violations = List.copyOf(violations);
        this.facts = Map.copyOf(facts);
    }

    public final Reason reason() {
        return reason;
    }

    /** What was wrong, field by field; empty where no single field is at fault. */
    public final List<Violation> violations() {
        return violations;
    }

    /** More about the refusal, such as the version that is current. */
    public final Map<String, Object> facts() {
        return facts;
    }

    /** Why, in the domain's words. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
