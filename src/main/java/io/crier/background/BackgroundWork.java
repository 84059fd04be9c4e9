package io.crier.background;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/**
 * Work that begins when Crier starts and goes on until it stops; by its phase what starts first
 * stops last.
 */
public abstract class BackgroundWork implements SmartLifecycle {
    private volatile @Nullable Disposable work;

    /** Begins the work, which disposing of what is given ends; {@code null} if there is none. */
    protected abstract @Nullable Disposable begin();

    @Override
    public final void start() {
        work = begin();
    }

    /** An override must call this one. */
    @Override
    public void stop() {
        var running = work;
        if (running != null) {
            running.dispose();
        }
        work = null;
    }

    @Override
    public final boolean isRunning() {
        return work != null;
    }
}
