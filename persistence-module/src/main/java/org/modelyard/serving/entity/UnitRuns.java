package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.modelyard.serving.model.LoggedInference;

/**
 * Divides the log of H2 into runs of some thousand rows, within which they are indexed by unit: an index over all of it would touch another page for
 * each row. MariaDB has such an index, and one run. For one thread.
 */
public class UnitRuns {

    /** The run of what was there before there were any, and of all rows on MariaDB. */
    static final long FIRST = 0;

    /** Few enough that the pages of a run are few, many enough that a look-up through all runs of a log is none through all its rows. */
    private static final int ROWS = 4_000;

    private static final long NONE = -1;

    private long run = NONE;
    private int rows;
    private long fromMicros;
    private long untilMicros;

    /** @return whether the database is one whose log has runs */
    static boolean has(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    /**
     * The run of rows that are about to be inserted; from then on it is known that they are in it.
     *
     * @param added one at least, of the caller's transaction
     */
    public long of(Connection connection, List<LoggedInference> added) throws SQLException {
        if (!has(connection)) {
            return FIRST;
        }
        if (run == NONE || rows >= ROWS) {
            run = next(connection);
            rows = 0;
            fromMicros = Long.MAX_VALUE;
            untilMicros = Long.MIN_VALUE;
        }
        rows += added.size();
        for (LoggedInference row : added) {
            fromMicros = Math.min(fromMicros, row.inference().timeMicros());
            untilMicros = Math.max(untilMicros, row.inference().timeMicros());
        }
        store(connection);
        return run;
    }

    /** When the transaction has failed: what comes begins another run. */
    public void forget() {
        run = NONE;
    }

    private static long next(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(id) from inference_run");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1) + 1; // of none the highest is null, which is read as 0: the first run
        }
    }

    private void store(Connection connection) throws SQLException {
        if (write(connection, "update inference_run set from_micros = ?, until_micros = ? where id = ?") == 0) {
            write(connection, "insert into inference_run (from_micros, until_micros, id) values (?, ?, ?)");
        }
    }

    private int write(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, fromMicros);
            statement.setLong(2, untilMicros);
            statement.setLong(3, run);
            return statement.executeUpdate();
        }
    }
}
