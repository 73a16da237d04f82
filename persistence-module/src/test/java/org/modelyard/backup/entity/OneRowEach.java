package org.modelyard.backup.entity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows for every table that a backup carries, with a value in every column. */
final class OneRowEach {

    private OneRowEach() {}

    /** @param longText for columns without a length */
    static void fill(Connection connection, String longText) throws SQLException {
        for (String table : DumpedTables.of(connection, true)) {
            List<String> columns = new ArrayList<>();
            List<String> values = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("select column_name, data_type, character_maximum_length from"
                                    + " information_schema.columns where table_name = upper('" + table + "') order by"
                                    + " ordinal_position")) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                    values.add(value(rows.getString(2), rows.getLong(3), longText));
                }
            }
            Vendor.run(
                    connection,
                    "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                            + String.join(", ", values) + ")");
        }
    }

    private static String value(String type, long length, String longText) {
        return switch (type) {
            case "BIGINT", "INTEGER", "SMALLINT" -> "7";
            case "DOUBLE PRECISION" -> "0.1";
            case "BOOLEAN" -> "true";
            case "TIMESTAMP" -> "timestamp '2026-01-31 12:00:00.123456'";
            case "BINARY" -> "x'00112233445566778899aabbccddeeff'";
            case "BINARY LARGE OBJECT" -> "x'" + "00ff".repeat(1_000) + "'";
            case "CHARACTER LARGE OBJECT" -> "'" + longText + "'";
            case "CHARACTER", "CHARACTER VARYING" -> "'" + "x".repeat((int) Math.min(length, 64)) + "'";
            default -> throw new IllegalStateException(type);
        };
    }
}
