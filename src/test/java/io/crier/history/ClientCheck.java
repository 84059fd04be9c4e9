package io.crier.history;

import io.crier.history.Receipt.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Checks what one client was told, over all its connections. It is strict: a client that resumes is
 * expected to ask for what follows the last cursor that it has.
 */
public final class ClientCheck {
    private final String name;
    private final Expectation expected;
    private final Violations violations;
    private final Holding holding;

    /** All that concerns the client was told up to here, or found to be missing. */
    private long last = Receipt.NOW;

    private long bookmarked = Receipt.NOW;
    private boolean first = true;
    private long deliveries;

    ClientCheck(String name, Expectation expected, Violations violations) {
        this.name = name;
        this.expected = expected;
        this.violations = violations;
        this.holding = new Holding(expected);
    }

    /** In the order in which the client saw them. */
    public void accept(Receipt receipt) {
        if (receipt.kind() != Kind.ITEM) {
            holding.endOfList().ifPresent(evidence -> report(Invariant.AGREES, evidence));
        }
        switch (receipt.kind()) {
            case OPENED -> open(receipt.position());
            case CREATED, UPDATED, REMOVED, LEFT -> change(receipt);
            case BOOKMARK, GOAWAY -> bookmark(receipt);
            case RESET -> reset(receipt);
            case LISTED -> list(receipt.position());
            case ITEM -> holding.item(receipt.fingerprint());
            case CLOSED -> {}
        }
    }

    private void open(long position) {
        last = position;
        bookmarked = Receipt.NOW;
        first = true;
    }

    private void list(long position) {
        holding.list(position);
        if (last == Receipt.NOW) {
            last = position;
        }
    }

    private void change(Receipt receipt) {
        deliveries++;
        var position = receipt.position();
        if (last == Receipt.NOW) {
            last = position - 1;
        }
        if (position <= last) {
            notRising(position);
        } else {
            missing(
                    position - 1,
                    first ? Invariant.RESUMES : Invariant.IS_RELIABLE,
                    "was left out before " + position);
            last = position;
        }
        first = false;
        var wrong = expected.wrong(receipt);
        if (wrong == null) {
            holding.take(receipt);
        } else {
            report(wrong.invariant(), wrong.evidence());
        }
    }

    private void notRising(long position) {
        if (position <= bookmarked) {
            report(
                    Invariant.BOOKMARKS_HOLD,
                    "%d came after the bookmark of %d".formatted(position, bookmarked));
        }
        if (first) {
            report(
                    Invariant.RESUMES,
                    "%d came first after a resume from %d".formatted(position, last));
        }
        report(Invariant.IS_ORDERED, "%d came after %d".formatted(position, last));
    }

    private void bookmark(Receipt receipt) {
        var position = receipt.position();
        if (position > expected.view().end()) {
            report(
                    Invariant.BOOKMARKS_HOLD,
                    "a bookmark of %d, the log ends at %d"
                            .formatted(position, expected.view().end()));
        }
        if (last == Receipt.NOW) {
            last = position;
        }
        if (position < last) {
            report(Invariant.BOOKMARKS_HOLD, "a bookmark of %d after %d".formatted(position, last));
        }
        missing(position, Invariant.BOOKMARKS_HOLD, "is covered by the bookmark of " + position);
        last = Math.max(last, position);
        bookmarked = last;
    }

    private void reset(Receipt receipt) {
        if (!expected.prunings().mayHaveForgottenAfter(last, receipt.at())) {
            report(
                    Invariant.RESUMES,
                    "a reset to %d, where %d could be continued"
                            .formatted(receipt.position(), last));
        }
        last = receipt.position();
        bookmarked = Receipt.NOW;
        first = true;
        holding.forget();
    }

    /** Reports what should have been told of before. */
    private void missing(long until, Invariant invariant, String why) {
        var view = expected.view();
        var next = view.after(last);
        for (; next <= Math.min(until, view.end()); next = view.after(next)) {
            report(invariant, "%s %s".formatted(expected.describe(next), why));
            if (expected.writes().isAcknowledged(next)) {
                report(Invariant.LOSES_NOTHING, "%s %s".formatted(expected.describe(next), why));
            }
        }
    }

    /** The client was there until all was quiet, and everything had been told. */
    public void end() {
        holding.endOfList().ifPresent(evidence -> report(Invariant.AGREES, evidence));
        if (last == Receipt.NOW) {
            report(Invariant.CONVERGES, "it was told nothing at all, not even a bookmark");
            return;
        }
        missing(expected.view().end(), Invariant.CONVERGES, "was not told in the end");
        holding.difference(expected.view().end())
                .ifPresent(evidence -> report(Invariant.CONVERGES, evidence));
    }

    /** How many changes it was told. */
    public long deliveries() {
        return deliveries;
    }

    private void report(Invariant invariant, @Nullable String evidence) {
        violations.add(invariant, name, String.valueOf(evidence));
    }
}
