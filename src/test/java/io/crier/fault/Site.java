package io.crier.fault;

import io.crier.history.Write;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where Criers run on one database, as those see it who write there and follow. */
interface Site {
    /** All that may be asked; not all of them need be there. */
    List<? extends Door> doors();

    Api api();

    Fingerprints fingerprints();

    /** A writer knows what became of a write. */
    void written(Write write);

    /** Straight to the database. */
    Connection connect() throws SQLException;

    /** One Crier's address. */
    interface Door {
        int port();

        InetSocketAddress address();
    }
}
