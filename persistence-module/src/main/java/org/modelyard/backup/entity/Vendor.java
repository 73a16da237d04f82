package org.modelyard.backup.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the two databases do differently where whole tables are read and written. */
public enum Vendor {
    H2 {
        /** The widest level that 2.2 has: at the first statement it takes one view of all tables, and keeps it. */
        @Override
        void beginConsistentRead(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            run(connection, "set session characteristics as transaction isolation level snapshot");
            run(connection, "set lazy_query_execution true"); // else a result is collected before its first row
            run(connection, "select 1 from epoch limit 1");
        }

        @Override
        void referencesAreChecked(Connection connection, boolean checked) throws SQLException {
            run(connection, "set referential_integrity " + checked);
        }

        @Override
        String positions() {
            return "select sequence_name, base_value from information_schema.sequences where sequence_schema = 'PUBLIC'";
        }

        @Override
        void dropTable(Connection connection, String table) throws SQLException {
            run(connection, "drop table \"" + table + "\" cascade");
        }

        @Override
        String tables() {
            return "select table_name from information_schema.tables where table_schema = 'PUBLIC' and table_type ="
                    + " 'BASE TABLE'";
        }
    },
    MARIADB {
        @Override
        void beginConsistentRead(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            run(connection, "set session transaction isolation level repeatable read");
            run(connection, "start transaction with consistent snapshot, read only");
        }

        @Override
        void referencesAreChecked(Connection connection, boolean checked) throws SQLException {
            run(connection, "set foreign_key_checks = " + (checked ? 1 : 0));
        }

        @Override
        String positions() {
            return "select table_name, null from information_schema.tables where table_schema = database() and"
                    + " table_type = 'SEQUENCE'";
        }

        @Override
        void dropTable(Connection connection, String table) throws SQLException {
            run(connection, "drop table `" + table + "`");
        }

        @Override
        String tables() {
            return "select table_name from information_schema.tables where table_schema = database() and table_type ="
                    + " 'BASE TABLE'";
        }
    };

    /** Begins a transaction that reads all tables as they are at this moment, and writes nothing. */
    abstract void beginConsistentRead(Connection connection) throws SQLException;

    abstract void referencesAreChecked(Connection connection, boolean checked) throws SQLException;

    abstract String positions();

    abstract String tables();

    abstract void dropTable(Connection connection, String table) throws SQLException;

    /** @throws IllegalStateException for any other database */
    public static Vendor of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toUpperCase(Locale.ROOT);
        for (Vendor vendor : values()) {
            if (vendor.name().equals(product)) {
                return vendor;
            }
        }
        throw new IllegalStateException("no backup of " + product);
    }

    /** As Flyway's locations and the manifest have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of all tables of ours and of others in the schema, as the database writes them. */
    Set<String> tableNames(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(tables());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The number that each sequence gives next, or later: sequences belong to no transaction. By name in lower case. */
    Map<String, Long> sequences(Connection connection) throws SQLException {
        Map<String, Long> positions = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(positions());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                positions.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getLong(2));
            }
        }
        if (this == MARIADB) {
            for (Map.Entry<String, Long> position : positions.entrySet()) {
                position.setValue(next(connection, position.getKey()));
            }
        }
        return positions;
    }

    private static long next(Connection connection, String sequence) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select next_not_cached_value from `" + sequence + "`");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Lets a sequence go on at a number. */
    void restart(Connection connection, String sequence, long next) throws SQLException {
        run(connection, "alter sequence " + sequence + " restart with " + next);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        for (String sql : List.of(statements)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
