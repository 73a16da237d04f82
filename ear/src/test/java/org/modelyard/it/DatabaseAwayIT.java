package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.modelyard.it.ApiClient.Reply;

/**
 * A database that goes away takes along what needs it, and nothing else, as long as the journal has room: no answer
 * without a record.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayIT {

    private static final String NAME = "loans";
    private static final String PREDICT = "/api/v1/models/" + NAME + "/predict";
    private static final int AWAY = 300;
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

    private final MariaDb database = MariaDb.start();
    private final ModelyardServer server = ModelyardServer.prepare(Database.MARIADB, small(database));
    private final Journey journey = new Journey(server.api());

    /** What the first test fills is far below the journal's reserve, which the second one uses up. */
    private static Map<String, String> small(MariaDb database) {
        Map<String, String> settings = new HashMap<>(database.newDatabase());
        settings.put("MODELYARD_JOURNAL_SEGMENT", "1MiB");
        settings.put("MODELYARD_JOURNAL_RESERVE", "4MiB");
        return settings;
    }

    @BeforeAll
    void serve() {
        server.start();
        journey.newLoanDataset(NAME);
        journey.importCsv(NAME, Journey.loans(500, 3));
        journey.completed(journey.train(NAME, NAME, ""));
        journey.deploy(NAME, "1.0.0");
    }

    @AfterAll
    void end() {
        server.close();
        database.close();
    }

    @Test
    @Order(1)
    void loaded_models_go_on_and_everything_comes_back() throws SQLException {
        List<String> received = new ArrayList<>(List.of(predicted(journey)));

        database.stop();
        try {
            what_needs_it_is_refused_for_now(received.get(0));
            for (int i = 0; i < AWAY; i++) {
                received.add(predicted(journey));
            }
        } finally {
            database.restart();
        }

        Await.until(
                "a database that answers", SOON, () -> Optional.of(server.api().get("/api/v1/datasets"))
                        .filter(reply -> reply.status() == 200));
        received.add(predicted(journey));
        received.forEach(id -> Await.until(
                "inference " + id, SOON, () -> Optional.of(server.api().get("/api/v1/inferences/" + id))
                        .filter(reply -> reply.status() == 200)));
        server.api()
                .post("/api/v1/feedback", "{\"inferenceId\":\"" + received.get(1) + "\",\"label\":\"yes\"}")
                .expect(201);
        Await.until("a ready server", SOON, () -> Optional.of(server.anonymous().get("/health"))
                .filter(reply -> reply.status() == 200));
        journey.newLoanDataset("after");
        journey.completed(journey.train(NAME, NAME, ""));
        assertThat(server.loggedInferences()).containsExactlyInAnyOrderElementsOf(received);
    }

    @Test
    @Order(2)
    void predictions_are_refused_until_there_is_room_again() throws SQLException {
        Set<String> before = new HashSet<>(server.loggedInferences());
        database.stop();
        Set<String> received = new HashSet<>();
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
        Await.until("the last inference", SOON, () -> Optional.of(server.api().get("/api/v1/inferences/" + after))
                .filter(reply -> reply.status() == 200));

        List<String> logged = server.loggedInferences();
        Set<String> found = new HashSet<>(logged);
        assertThat(found).as("each once").hasSameSizeAs(logged);
        assertThat(found.containsAll(received)).as("every answer is in the log").isTrue();
        found.removeAll(before);
        assertThat(found.size() - received.size())
                .as("rows of refused requests that were journalled before it was full")
                .isBetween(0, refused * ROWS - 1);
        alertIsRaised(server.api());
    }

    /** Each waits for the database as long as the pool does: all but the first at once, which are two waits. */
    private void what_needs_it_is_refused_for_now(String inference) {
        ApiClient api = server.api();
        refusedForNow(api.get("/api/v1/datasets"));
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Reply>> answers = Stream.<Supplier<Reply>>of(
                            () -> api.post(
                                    "/api/v1/datasets", "{\"name\":\"d\",\"task\":\"REGRESSION\",\"target\":\"y\"}"),
                            () -> api.post(
                                    "/api/v1/feedback", "{\"inferenceId\":\"" + inference + "\",\"label\":\"yes\"}"))
                    .map(request -> CompletableFuture.supplyAsync(request, clients))
                    .toList();
            CompletableFuture<Reply> health =
                    CompletableFuture.supplyAsync(() -> server.anonymous().get("/health"), clients);
            answers.forEach(answer -> refusedForNow(answer.join()));
            health.join().expect(503);
        } finally {
            clients.shutdown();
        }
    }

    /** @return how many requests were refused, at least two */
    private static int fill(ApiClient api, Set<String> received) {
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
