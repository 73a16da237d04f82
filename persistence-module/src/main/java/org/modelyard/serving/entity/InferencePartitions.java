package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Keeps those who change the partitions of the inference log and those who read it as of one moment away from each other; MariaDB only. A reader
 * that began before a change finds the table no longer defined as it was, and a change that waits for a reader makes everybody wait who writes an
 * inference. The lock belongs to the connection, and ends with it when its process is killed.
 */
public final class InferencePartitions {

    private static final String NAME = "concat(database(), '.inference.partitions')";

    private InferencePartitions() {}

    /**
     * @param patience at most so long it waits; in whole seconds
     * @return whether nobody else has it now
     */
    public static boolean hold(Connection connection, Duration patience) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select get_lock(" + NAME + ", ?)")) {
            lock.setLong(1, patience.toSeconds());
            try (ResultSet got = lock.executeQuery()) {
                return got.next() && got.getInt(1) == 1;
            }
        }
    }

    /** Of no effect when the connection does not hold it. */
    public static void release(Connection connection) throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("do release_lock(" + NAME + ")")) {
            unlock.execute();
        }
    }
}
