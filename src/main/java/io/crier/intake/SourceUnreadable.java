package io.crier.intake;

import io.crier.refusal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A source's address gave nothing that announcements can be read from. Its message is one line,
 * whatever the address gave.
 */
public final class SourceUnreadable extends Refusal {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /**
     * @param fact what is wrong, as the end of a sentence that begins with "the address"
     */
    SourceUnreadable(String fact) {
        this(fact, null);
    }

    /**
     * @param retryAfter how long the server asks to be left alone
     */
    SourceUnreadable(String fact, @Nullable Duration retryAfter) {
        super(Reason.INVALID, "the address " + Texts.line(fact));
        this.retryAfter = retryAfter;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
