package io.crier.feed;

import io.crier.feed.Catchup.Block;
import io.crier.feed.Tail.Feedstock;
import java.util.concurrent.CompletableFuture;

/** Where streams find what is no longer in the ring. */
@FunctionalInterface
interface Blocks {
    /** The block that the change after the position is in. Completes on any thread. */
    CompletableFuture<Block> after(long position, Feedstock feedstock);
}
