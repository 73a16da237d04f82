package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.modelyard.journal.Position;
import org.modelyard.platform.entity.InstantColumn;

/** How far one node's journal is in the inference log: stored in the transaction of the rows, so that none comes twice. */
public class JournalPositions {

    private final String node;

    public JournalPositions(String node) {
        this.node = node;
    }

    /** {@link Position#START} when nothing was stored yet. */
    public Position load(Connection connection) throws SQLException {
        String sql = "select segment, segment_offset from journal_position where node = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, node);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Position(row.getLong(1), row.getInt(2)) : Position.START;
            }
        }
    }

    public void store(Connection connection, Position position, Instant now) throws SQLException {
        if (write(
                        connection,
                        "update journal_position set segment = ?, segment_offset = ?, updated_at = ? where node = ?",
                        position,
                        now)
                == 0) {
            write(
                    connection,
                    "insert into journal_position (segment, segment_offset, updated_at, node) values (?, ?, ?, ?)",
                    position,
                    now);
        }
    }

    private int write(Connection connection, String sql, Position position, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, position.segment());
            statement.setInt(2, position.offset());
            statement.setObject(3, InstantColumn.local(now));
            statement.setString(4, node);
            return statement.executeUpdate();
        }
    }
}
