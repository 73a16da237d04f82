package org.modelyard.it;

import java.util.Map;

/** What a server under test keeps its rows in. */
public enum Database {
    /** The embedded one, in a file below home: nothing to set. */
    H2,
    /** A real server, started for the run. */
    MARIADB;

    /** Environment of a server on a new, empty database of this kind. */
    Map<String, String> environment() {
        return this == H2 ? Map.of() : MariaDb.shared().newDatabase();
    }
}
