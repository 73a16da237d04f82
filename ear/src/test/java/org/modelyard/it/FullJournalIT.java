package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/**
 * The journal's reserve is used up, as by a database that stays away or a disk without room: no answer without a record.
 */
class FullJournalIT {

    private static final String NAME = "loans";
    private static final String PREDICT = "/api/v1/models/" + NAME + "/predict";
    private static final int ROWS = 500;
    private static final int MOST_REQUESTS = 1_000;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String BODY = "{\"inputs\":["
            + String.join(
                    ",",
                    Stream.generate(() -> Journey.loanInputs(50, 10))
                            .limit(ROWS)
                            .toList())
            + "]}";

    @Test
    void predictions_are_refused_until_there_is_room_again() throws SQLException {
        try (MariaDb database = MariaDb.start();
                ModelyardServer server = ModelyardServer.start(Database.MARIADB, small(database))) {
            Journey journey = new Journey(server.api());
            journey.newLoanDataset(NAME);
            journey.importCsv(NAME, Journey.loans(500, 3));
            journey.completed(journey.train(NAME, NAME, ""));
            journey.deploy(NAME, "1.0.0");
            database.stop();
            List<String> received = new ArrayList<>();
            int refused;
            try {
                refused = fill(server.api(), received);
            } finally {
                database.restart();
            }
            String after = Await.until("room in the journal", SOON, () -> Optional.of(
                                    server.api().post(PREDICT, "{\"inputs\":" + Journey.loanInputs(50, 10) + "}"))
                            .filter(reply -> reply.status() == 200))
                    .json()
                    .at("/predictions/0/inferenceId")
                    .asText();
            received.add(after);
            Await.until(
                    "the last inference", SOON, () -> Optional.of(server.api().get("/api/v1/inferences/" + after))
                            .filter(reply -> reply.status() == 200));

            List<String> logged = server.loggedInferences();
            assertThat(logged).doesNotHaveDuplicates().containsAll(received);
            assertThat(logged.size() - received.size())
                    .as("rows of refused requests that were journalled before it was full")
                    .isBetween(0, refused * ROWS - 1);
            alertIsRaised(server.api());
        }
    }

    /** @return how many requests were refused, at least two */
    private static int fill(ApiClient api, List<String> received) {
        int refused = 0;
        for (int i = 0; i < MOST_REQUESTS && refused < 2; i++) {
            Reply reply = api.post(PREDICT, BODY).expect(200, 503);
            if (reply.status() == 200) {
                assertThat(refused).as("an answer after the journal was full").isZero();
                received.addAll(reply.json().findValuesAsText("inferenceId"));
            } else {
                refused++;
                assertThat(reply.header("Retry-After"))
                        .hasValueSatisfying(
                                seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
                assertThat(reply.json().path("detail").asText())
                        .contains("cannot be logged")
                        .doesNotContain("Exception");
                assertThat(reply.body()).doesNotContain("inferenceId");
            }
        }
        assertThat(refused).as("refusals").isEqualTo(2);
        assertThat(received).as("answers before").hasSizeGreaterThan(ROWS);
        return refused;
    }

    /** It had to wait for the database too. */
    private static void alertIsRaised(ApiClient api) {
        JsonNode alert =
                Await.until(
                        "the alert", SOON, () -> api
                                .get("/api/v1/alerts?severity=CRITICAL")
                                .expect(200)
                                .json()
                                .path("items")
                                .findParents("kind")
                                .stream()
                                .filter(item -> item.path("kind").asText().equals("JOURNAL_FULL"))
                                .findFirst());
        assertThat(alert.path("detail").asText()).contains("refused", "database", "disk");
    }

    private static Map<String, String> small(MariaDb database) {
        Map<String, String> settings = new HashMap<>(database.newDatabase());
        settings.put("MODELYARD_JOURNAL_SEGMENT", "1MiB");
        settings.put("MODELYARD_JOURNAL_RESERVE", "4MiB");
        return settings;
    }
}
