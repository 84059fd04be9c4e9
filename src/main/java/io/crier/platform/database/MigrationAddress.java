package io.crier.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where Flyway finds the database. It is JDBC details too, because that is what switches Flyway on
 * in an application without a DataSource.
 */
record MigrationAddress(
        String getJdbcUrl, @Nullable String getUsername, @Nullable String getPassword)
        implements FlywayConnectionDetails, JdbcConnectionDetails {
    @Override
    public String getDriverClassName() {
        return "org.postgresql.Driver";
    }

    /** Without the password, which a record would tell. */
    @Override
    public String toString() {
        return "MigrationAddress[%s, %s]".formatted(getJdbcUrl, getUsername);
    }
}
