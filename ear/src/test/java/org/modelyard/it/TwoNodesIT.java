package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes that start on one empty database at once. */
class TwoNodesIT {

    @Test
    void both_become_ready_and_there_is_one_administrator() throws SQLException {
        Map<String, String> database = Database.MARIADB.environment();
        try (ModelyardServer first = ModelyardServer.prepare(Database.MARIADB, database);
                ModelyardServer second = ModelyardServer.prepare(Database.MARIADB, database)) {
            first.launch();
            second.launch();
            first.awaitReady();
            second.awaitReady();
            first.api().get("/api/v1/users").expect(200);
            second.api().get("/api/v1/users").expect(200);
            try (Connection tables = first.tables()) {
                assertThat(count(tables, "organisation")).isEqualTo(1);
                assertThat(count(tables, "app_user")).isEqualTo(1);
                assertThat(count(tables, "api_token")).isEqualTo(1);
            }
        }
    }

    private static long count(Connection tables, String table) throws SQLException {
        try (Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
