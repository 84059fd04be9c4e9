package io.crier.platform.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Has the pool make its first connections while the rest of Crier is put together, and not when
 * somebody waits for one: until a name is looked up, a password proven, and the code for it loaded,
 * almost half a second goes by. Where the database does not answer, whoever needs it learns that
 * himself.
 */
@Component
class FirstConnections implements InitializingBean, SmartLifecycle {
    private final ObjectProvider<ConnectionPool> pool;
    private Disposable connecting = Disposables.disposed();
    private volatile boolean running;

    FirstConnections(ObjectProvider<ConnectionPool> pool) {
        this.pool = pool;
    }

    @Override
    public void afterPropertiesSet() {
        pool.ifAvailable(it -> connecting = used(it).onErrorComplete().subscribe());
    }

    /**
     * With the first that is asked for come as many as there should be at least. The pool's own way
     * of making them would count those as made, for ever, that could not be.
     */
    private static Mono<Void> used(ConnectionPool pool) {
        return Mono.usingWhen(pool.create(), _ -> Mono.empty(), Connection::close);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        connecting.dispose();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whatever stops before is not held up by it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
