package org.modelyard.serving.service;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** Faults that lie in what is written: they are there at each try. All others, such as a database that is away, may pass. */
final class DataFault {

    /** Classes of SQLSTATE: a value that a column does not take, and one that clashes with a rule or a row. */
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private DataFault() {}

    /** @throws SQLException the same, unless it is such a fault */
    static void require(SQLException failed) throws SQLException {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && (state.startsWith(DATA) || state.startsWith(CONSTRAINT))) {
                return;
            }
        }
        throw failed;
    }

    /** An exception of our own code that came of what is written. */
    static SQLException of(String what, RuntimeException cause) {
        return new SQLDataException(what, DATA + "000", cause);
    }
}
