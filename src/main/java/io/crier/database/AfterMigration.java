package io.crier.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * What is done at each start when all tables are as they should be, before anything is served, and
 * on the connection that migrated. Not where Crier is told not to migrate.
 */
public abstract class AfterMigration implements Callback {
    private final String what;

    /**
     * @param what it does, for logs and failures
     */
    protected AfterMigration(String what) {
        this.what = what;
    }

    /**
     * Does it; a failure ends the start.
     *
     * @param history the table in which Flyway keeps what it has done
     */
    protected abstract void run(Connection connection, String history) throws SQLException;

    @Override
    public final boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public final boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public final String getCallbackName() {
        return what;
    }

    @Override
    public final void handle(Event event, Context context) {
        try {
            run(context.getConnection(), context.getConfiguration().getTable());
        } catch (SQLException e) {
            throw new FlywayException("After the migration this failed: " + what, e);
        }
    }
}
