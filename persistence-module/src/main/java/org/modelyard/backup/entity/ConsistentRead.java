package org.modelyard.backup.entity;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.ColumnKind;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.InferencePartitions;

/**
 * All tables as they were at one moment, while others write: one transaction that reads only. It keeps no row longer than
 * it takes to write it. Not for several threads.
 */
public final class ConsistentRead implements AutoCloseable {

    private static final int FETCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Connection connection;
    private final Vendor vendor;

    private ConsistentRead(Connection connection, Vendor vendor) {
        this.connection = connection;
        this.vendor = vendor;
    }

    /** As {@link #begin(DataSource, boolean)}, without the inference log. */
    public static ConsistentRead begin(DataSource database) throws SQLException {
        return begin(database, false);
    }

    /**
     * @param database not a pool's: the connection's isolation stays changed
     * @param inferences whether the inference log will be read: then its partitions stay as they are until this is closed
     * @throws Refusal.Unavailable when somebody is changing them
     */
    public static ConsistentRead begin(DataSource database, boolean inferences) throws SQLException {
        Connection connection = database.getConnection();
        try {
            Vendor vendor = Vendor.of(connection);
            if (inferences && vendor == Vendor.MARIADB && !InferencePartitions.hold(connection, PATIENCE)) {
                throw new Refusal.Unavailable(
                        "The inference log is having days added or removed, and cannot be read as of one moment: try again, or without it.",
                        PATIENCE);
            }
            vendor.beginConsistentRead(connection);
            return new ConsistentRead(connection, vendor);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    public Vendor vendor() {
        return vendor;
    }

    /** For further questions about the same moment. */
    public Connection connection() {
        return connection;
    }

    /** See {@link DumpedTables}. */
    public Set<String> tables(boolean inferences) throws SQLException {
        return DumpedTables.of(connection, inferences);
    }

    /** Never lower than what the rows of this moment have used. */
    public Map<String, Long> sequences() throws SQLException {
        return vendor.sequences(connection);
    }

    /**
     * What a table turned out to be.
     *
     * @param rows how many were written
     */
    public record Dumped(List<BackupManifest.Column> columns, long rows) {}

    /** Writes a row a line, as a JSON array. The stream is not closed. */
    public Dumped write(String table, OutputStream out) throws SQLException, IOException {
        long count = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "select * from " + table, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery();
                    JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
                List<BackupManifest.Column> columns = Kinds.of(rows.getMetaData());
                while (rows.next()) {
                    json.writeStartArray();
                    for (int i = 0; i < columns.size(); i++) {
                        value(json, rows, i + 1, columns.get(i).kind());
                    }
                    json.writeEndArray();
                    json.writeRaw('\n');
                    count++;
                }
                return new Dumped(columns, count);
            }
        }
    }

    private static void value(JsonGenerator json, ResultSet rows, int column, ColumnKind kind)
            throws SQLException, IOException {
        switch (kind) {
            case LONG -> {
                long number = rows.getLong(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(number);
                }
            }
            case DOUBLE -> {
                double number = rows.getDouble(column);
                json.writeString(rows.wasNull() ? null : Double.toString(number));
            }
            case BOOLEAN -> {
                boolean flag = rows.getBoolean(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(flag);
                }
            }
            case TEXT -> json.writeString(rows.getString(column));
            case BYTES -> {
                byte[] bytes = rows.getBytes(column);
                if (bytes == null) {
                    json.writeNull();
                } else {
                    json.writeBinary(bytes);
                }
            }
            case TIME -> {
                LocalDateTime time = rows.getObject(column, LocalDateTime.class);
                json.writeString(time == null ? null : time.toString());
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
