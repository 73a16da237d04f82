package org.modelyard.backup.entity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.backup.model.ColumnKind;

/** Writes the rows of an archive into a table. */
final class TableLoad {

    private static final int ROWS = 500;
    /** A value is a text of at most so many characters: as long as the databases' packets may be. */
    private static final int LONGEST = 1 << 30;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(LONGEST).build())
            .build();

    private TableLoad() {}

    /** Replaces what is in the table; commits as it goes. */
    static void load(Connection connection, BackupManifest.Table table, InputStream lines)
            throws SQLException, IOException {
        Vendor.run(connection, "delete from " + table.name());
        String columns =
                table.columns().stream().map(BackupManifest.Column::name).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        long count = 0;
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into " + table.name() + " (" + columns + ") values (" + places + ")");
                JsonParser json = JSON.createParser(lines)) {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                row(insert, json, table.columns());
                insert.addBatch();
                if (++count % ROWS == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        if (count != table.rows()) {
            throw new BrokenArchive(table.name() + " has " + count + " rows, the manifest tells of " + table.rows());
        }
    }

    private static void row(PreparedStatement insert, JsonParser json, List<BackupManifest.Column> columns)
            throws SQLException, IOException {
        for (int i = 0; i < columns.size(); i++) {
            value(insert, json, i + 1, columns.get(i).kind());
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new BrokenArchive("a row has more values than its table columns");
        }
    }

    private static void value(PreparedStatement insert, JsonParser json, int column, ColumnKind kind)
            throws SQLException, IOException {
        JsonToken token = json.nextToken();
        if (token == null || token == JsonToken.END_ARRAY) {
            throw new BrokenArchive("a row has fewer values than its table columns");
        }
        if (token == JsonToken.VALUE_NULL) {
            insert.setNull(column, type(kind));
            return;
        }
        switch (kind) {
            case LONG -> insert.setLong(column, json.getLongValue());
            case DOUBLE -> insert.setDouble(column, Double.parseDouble(json.getText()));
            case BOOLEAN -> insert.setBoolean(column, json.getBooleanValue());
            case TEXT -> insert.setString(column, json.getText());
            case BYTES -> insert.setBytes(column, json.getBinaryValue());
            case TIME -> insert.setObject(column, LocalDateTime.parse(json.getText()));
        }
    }

    private static int type(ColumnKind kind) {
        return switch (kind) {
            case LONG -> Types.BIGINT;
            case DOUBLE -> Types.DOUBLE;
            case BOOLEAN -> Types.BOOLEAN;
            case TEXT -> Types.VARCHAR;
            case BYTES -> Types.VARBINARY;
            case TIME -> Types.TIMESTAMP;
        };
    }
}
