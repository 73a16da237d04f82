package org.modelyard.platform.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeyedRowsTest {

    private static final KeyedRows UNITS =
            new KeyedRows("e.unit", "experiment_exposure", "experiment_id", "unit", "varchar(200)", "");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final int MANY = 5_000;

    @Test
    void only_the_owners_rows_of_the_keys_are_found() throws SQLException {
        try (Connection connection = MigratedDatabase.open().getConnection()) {
            expose(connection, 1, "a", "b", "c");
            expose(connection, 2, "d");
            assertThat(found(UNITS, connection, "a", "c", "d", "none")).containsExactlyInAnyOrder("a", "c");
        }
    }

    @Test
    void few_keys_read_few_rows_however_many_the_owner_has() throws SQLException {
        try (Connection connection = MigratedDatabase.open().getConnection()) {
            String[] units = new String[MANY];
            for (int i = 0; i < MANY; i++) {
                units[i] = "unit-" + i;
            }
            expose(connection, 1, units);
            assertThat(found(UNITS, connection, "unit-7", "unit-4999")).hasSize(2);
            assertThat(scanned(connection, UNITS.joined())).isLessThan(20);
            assertThat(scanned(connection, UNITS.listed(2)))
                    .as("the in-list is why there is a join: where this fails, the join is needed no more")
                    .isGreaterThan(MANY / 2);
        }
    }

    private static long scanned(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain analyze " + sql)) {
            if (sql.contains("table(")) {
                explain.setObject(1, new String[] {"unit-7", "unit-4999"});
                explain.setLong(2, 1);
            } else {
                explain.setLong(1, 1);
                explain.setString(2, "unit-7");
                explain.setString(3, "unit-4999");
            }
            long all = 0;
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                for (Matcher counts = SCANNED.matcher(plan.getString(1)); counts.find(); ) {
                    all += Long.parseLong(counts.group(1));
                }
            }
            return all;
        }
    }

    private static List<String> found(KeyedRows rows, Connection connection, String... keys) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = rows.lookup(connection, 1, keys);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private static void expose(Connection connection, long experiment, String... units) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into experiment_exposure (experiment_id, unit, variant, at_millis) values (?, ?, 0, 0)")) {
            for (String unit : units) {
                insert.setLong(1, experiment);
                insert.setString(2, unit);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
