package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** A database that goes away takes along what needs it, and nothing else. */
class DatabaseAwayIT {

    private static final String NAME = "loans";
    private static final int AWAY = 300;
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void loaded_models_go_on_and_everything_comes_back() throws SQLException {
        try (MariaDb database = MariaDb.start();
                ModelyardServer server = ModelyardServer.start(Database.MARIADB, database.newDatabase())) {
            Journey journey = new Journey(server.api());
            journey.newLoanDataset(NAME);
            journey.importCsv(NAME, Journey.loans(500, 3));
            journey.completed(journey.train(NAME, NAME, ""));
            journey.deploy(NAME, "1.0.0");
            List<String> received = new ArrayList<>(List.of(predicted(journey)));

            database.stop();
            try {
                refusedForNow(server.api().get("/api/v1/datasets"));
                refusedForNow(server.api()
                        .post("/api/v1/datasets", "{\"name\":\"d\",\"task\":\"REGRESSION\",\"target\":\"y\"}"));
                refusedForNow(server.api()
                        .post("/api/v1/feedback", "{\"inferenceId\":\"" + received.get(0) + "\",\"label\":\"yes\"}"));
                server.anonymous().get("/health").expect(503);
                for (int i = 0; i < AWAY; i++) {
                    received.add(predicted(journey));
                }
            } finally {
                database.restart();
            }

            Await.until("a database that answers", SOON, () -> Optional.of(
                            server.api().get("/api/v1/datasets"))
                    .filter(reply -> reply.status() == 200));
            received.add(predicted(journey));
            received.forEach(id -> Await.until(
                    "inference " + id, SOON, () -> Optional.of(server.api().get("/api/v1/inferences/" + id))
                            .filter(reply -> reply.status() == 200)));
            server.api()
                    .post("/api/v1/feedback", "{\"inferenceId\":\"" + received.get(1) + "\",\"label\":\"yes\"}")
                    .expect(201);
            Await.until(
                    "a ready server", SOON, () -> Optional.of(server.anonymous().get("/health"))
                            .filter(reply -> reply.status() == 200));
            journey.newLoanDataset("after");
            journey.completed(journey.train(NAME, NAME, ""));
            assertThat(server.loggedInferences()).containsExactlyInAnyOrderElementsOf(received);
        }
    }

    private static String predicted(Journey journey) {
        return journey.predict(NAME, Journey.loanInputs(50, 10))
                .path(0)
                .required("inferenceId")
                .textValue();
    }

    private static void refusedForNow(Reply reply) {
        reply.expect(503);
        assertThat(reply.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(reply.header("Retry-After")).hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds))
                .isPositive());
        JsonNode problem = reply.json();
        assertThat(problem.path("status").asInt()).isEqualTo(503);
        assertThat(problem.path("detail").asText()).contains("database").doesNotContain("Exception", "jdbc:");
    }
}
