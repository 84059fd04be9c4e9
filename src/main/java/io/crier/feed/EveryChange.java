package io.crier.feed;

import io.crier.announcement.Cursor;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The way by every change that concerns a filter, in the order of the log. */
final class EveryChange implements Way {
    private final Feedstock feedstock;
    private final Catchup catchup;
    private final Filter filter;
    private final FieldSelection fields;
    private final Function<ResetReason, UnknownCursor> refusal;

    private long position;

    /**
     * @param position where it begins
     * @param refusal tells a client that it cannot go on
     */
    EveryChange(
            Feedstock feedstock,
            Catchup catchup,
            Filter filter,
            FieldSelection fields,
            long position,
            Function<ResetReason, UnknownCursor> refusal) {
        this.feedstock = feedstock;
        this.catchup = catchup;
        this.filter = filter;
        this.fields = fields;
        this.position = position;
        this.refusal = refusal;
    }

    @Override
    public Mono<Boolean> step(Basket basket) {
        return switch (feedstock.ring().after(position, Group.BLOCK)) {
            case Found.Next(var entries) -> Mono.fromSupplier(() -> take(entries, basket));
            case Found.UpToDate _ -> Mono.just(false);
            case Found.Behind _ ->
                    // Others may wait for the same block.
                    Mono.fromFuture(() -> catchup.after(position, feedstock), true)
                            .map(block -> take(entries(block), basket));
        };
    }

    private List<Entry> entries(Catchup.Block block) {
        if (block.floor() > position) {
            throw refusal.apply(ResetReason.EXPIRED);
        }
        // None where it was read before they were there; then they are asked for again.
        return block.after(position);
    }

    private boolean take(List<Entry> entries, Basket basket) {
        for (var entry : entries) {
            if (basket.isFull()) {
                break;
            }
            var view = entry.view(filter);
            if (view == View.NONE) {
                basket.pass();
            } else if (!basket.take(entry.data(view, fields))) {
                break;
            }
            position = entry.position();
        }
        return position < feedstock.ring().head();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public String cursor() {
        return new Cursor(feedstock.epoch(), position).toString();
    }
}
