package org.modelyard.batch.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What JSR-352 has no call for: to find executions of whichever process, and to say of one whose process died that it no
 * longer runs. The table is the batch runtime's own.
 */
public class BatchRepositoryTable {

    private final DataSource repository;

    public BatchRepositoryTable(DataSource repository) {
        this.repository = repository;
    }

    /**
     * @param status a {@code BatchStatus} that is final
     * @return false when it was not running any more
     */
    public boolean end(long executionId, String status, String exitStatus, Instant now) throws SQLException {
        try (Connection connection = repository.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update JB_EXECUTIONINSTANCEDATA set batchstatus = ?,"
                                + " exitstatus = ?, endtime = ?, updatetime = ?"
                                + " where jobexecid = ? and batchstatus in ('STARTING', 'STARTED', 'STOPPING')")) {
            Timestamp at = Timestamp.from(now);
            update.setString(1, status);
            update.setString(2, exitStatus);
            update.setTimestamp(3, at);
            update.setTimestamp(4, at);
            update.setLong(5, executionId);
            return update.executeUpdate() == 1;
        }
    }

    /** Ids of the executions that are said to run, oldest first. */
    public List<Long> running() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = repository.getConnection();
                PreparedStatement select = connection.prepareStatement("select jobexecid from JB_EXECUTIONINSTANCEDATA"
                        + " where batchstatus in ('STARTING', 'STARTED', 'STOPPING') order by jobexecid");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /**
     * Asks the repository something it can answer only when its tables are there.
     *
     * @return executions kept
     */
    public long executions() throws SQLException {
        try (Connection connection = repository.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from JB_EXECUTIONINSTANCEDATA");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
