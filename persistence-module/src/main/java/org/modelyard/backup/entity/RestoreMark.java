package org.modelyard.backup.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that is there while a restore is under way, with the archive's manifest's SHA-256. No server starts on a
 * database that has it, but to begin the restore again.
 */
public final class RestoreMark {

    static final String TABLE = "unfinished_restore";

    private RestoreMark() {}

    /** @return what is being restored, or empty */
    public static Optional<String> read(Connection connection) throws SQLException {
        boolean there = Vendor.of(connection).tableNames(connection).stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(TABLE));
        if (!there) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement("select manifest_sha from " + TABLE);
                ResultSet rows = select.executeQuery()) {
            return Optional.of(rows.next() ? rows.getString(1) : "");
        }
    }

    static void write(Connection connection, String manifestSha) throws SQLException {
        Vendor.run(connection, "create table " + TABLE + " (manifest_sha varchar(64) not null)");
        try (PreparedStatement insert = connection.prepareStatement("insert into " + TABLE + " values (?)")) {
            insert.setString(1, manifestSha);
            insert.executeUpdate();
        }
    }

    static void remove(Connection connection) throws SQLException {
        Vendor.run(connection, "drop table " + TABLE);
    }
}
