package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes that start on one empty database at once. */
class TwoNodesIT {

    @Test
    void both_become_ready_and_there_is_one_administrator_and_both_go_back_within_a_second()
            throws SQLException, IOException, InterruptedException {
        Map<String, String> database = new HashMap<>(Database.MARIADB.environment());
        database.putAll(RollbackOnTwoNodes.SETTINGS);
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
            what_one_node_cannot_load_goes_on_on_the_other(first.api(), second.api());
            new RollbackOnTwoNodes(first, second).within_a_second();
        }
    }

    /** Each has a folder of its own for files, so that the second has none of what the first was given. */
    private static void what_one_node_cannot_load_goes_on_on_the_other(ApiClient first, ApiClient second) {
        String name = "numbers";
        String ask = "/api/v1/models/" + name + "/predict";
        String row = "{\"inputs\":{\"x\":150}}";
        new NumbersInService(first, name).make(1);
        String deployment = first.post("/api/v1/models/" + name + "/versions/1.0.0/promote", "{}")
                .expect(200)
                .json()
                .path("id")
                .asText();
        assertThat(RunCalls.problem(second.post(ask, row).expect(503))).contains("This node cannot answer", name);
        Await.until("the alert that names the node", Journey.LONGEST, () -> Optional.of(
                        first.get("/api/v1/alerts").expect(200).body())
                .filter(alerts -> alerts.contains("NODE_LACKS_MODEL") && alerts.contains("ARTIFACT_MISSING")));
        first.post(ask, row).expect(200);
        assertThat(first.get("/api/v1/deployments/" + deployment)
                        .expect(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ACTIVE");
    }

    private static long count(Connection tables, String table) throws SQLException {
        try (Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
