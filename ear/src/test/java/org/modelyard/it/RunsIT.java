package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

/** Runs trained elsewhere, from their first word to their last. */
@OnBothDatabases
class RunsIT {

    private static final String RUNS = RunCalls.RUNS;
    private static final int MANY = 1_000;

    private final ModelyardServer server;
    private final ApiClient api;
    private final RunCalls calls;
    private final String name = "run-" + UUID.randomUUID().toString().substring(0, 8);

    RunsIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.calls = new RunCalls(server, name);
    }

    @Test
    void a_run_tells_of_itself_until_it_ends() {
        Reply made = api.post(RUNS, Map.of("name", name, "model", name, "parameters", Map.of("lr", "0.10", "depth", 6)))
                .expect(201);
        String run = RUNS + "/" + made.json().required("id").textValue();
        assertThat(made.header("Location").orElseThrow()).endsWith(run);
        assertThat(made.json().path("state").asText()).isEqualTo("RUNNING");

        api.post(run + "/parameters", "{\"parameters\":{\"lr\":\"0.10\",\"L1\":0.5}}")
                .expect(200);
        assertThat(RunCalls.problem(api.post(run + "/parameters", "{\"parameters\":{\"lr\":\"0.1\"}}")
                        .expect(409)))
                .contains("written once", "0.10");
        api.send("PATCH", run + "/tags", "{\"tags\":{\"git\":\"4f2c\",\"draft\":\"yes\"}}", Map.of())
                .expect(200);
        api.post(run + "/metrics", "{\"key\":\"Loss\",\"value\":0.5,\"step\":1}")
                .expect(200);
        api.post(run + "/metrics", "{\"key\":\"loss\",\"value\":0.25,\"step\":2}")
                .expect(200);

        JsonNode told = api.get(run).expect(200).json();
        assertThat(told.path("parameters").toString()).isEqualTo("{\"L1\":\"0.5\",\"depth\":\"6\",\"lr\":\"0.10\"}");
        assertThat(told.path("metrics").findValuesAsText("key")).containsExactly("Loss", "loss");
        assertThat(told.at("/metrics/1/value").asDouble()).isEqualTo(0.25);

        api.post(run + "/finish", "{\"state\":\"FINISHED\"}").expect(200);
        api.post(run + "/finish", "{\"state\":\"FINISHED\"}").expect(200);
        api.post(run + "/finish", "{\"state\":\"KILLED\"}").expect(409);
        for (Reply late : List.of(
                api.post(run + "/metrics", "{\"key\":\"loss\",\"value\":0.1,\"step\":3}"),
                api.post(run + "/parameters", "{\"parameters\":{\"late\":\"1\"}}"),
                calls.put(run + "/artifacts/late.txt", "late"))) {
            assertThat(RunCalls.problem(late.expect(409))).contains("FINISHED");
        }
        JsonNode ended = api.send("PATCH", run + "/tags", "{\"tags\":{\"draft\":null,\"reviewed\":\"yes\"}}", Map.of())
                .expect(200)
                .json();
        assertThat(ended.path("tags").toString()).isEqualTo("{\"git\":\"4f2c\",\"reviewed\":\"yes\"}");
        assertThat(api.get(RUNS + "?state=finished&model=" + name)
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(audited()).contains("run.create", "run.tag", "run.finish");
    }

    @Test
    void a_thousand_metrics_in_one_call_sent_twice_are_stored_once() {
        String run = calls.begin();
        String all = points(0, MANY);
        JsonNode first = api.post(run + "/metrics", all).expect(200).json();
        assertThat(first.path("stored").asInt()).isEqualTo(MANY);
        JsonNode again = api.post(run + "/metrics", all).expect(200).json();
        assertThat(again.path("received").asInt()).isEqualTo(MANY);
        assertThat(again.path("stored").asInt()).isZero();
        assertThat(api.post(run + "/metrics", points(MANY - 10, 20))
                        .expect(200)
                        .json()
                        .path("stored")
                        .asInt())
                .as("half of them were there")
                .isEqualTo(10);
        JsonNode latest = api.get(run).expect(200).json().at("/metrics/0");
        assertThat(latest.path("points").asInt()).isEqualTo(MANY + 10);
        assertThat(latest.path("step").asInt()).isEqualTo(MANY + 9);

        JsonNode page = api.get(run + "/metrics?key=loss&limit=500").expect(200).json();
        assertThat(page.path("items")).hasSize(500);
        JsonNode last = api.get(run + "/metrics?key=loss&limit=500&cursor="
                        + api.get(run + "/metrics?key=loss&limit=500&cursor="
                                        + page.path("next").asText())
                                .expect(200)
                                .json()
                                .path("next")
                                .asText())
                .expect(200)
                .json();
        assertThat(last.path("items")).hasSize(10);
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(last.at("/items/9/step").asInt()).isEqualTo(MANY + 9);
        assertThat(last.at("/items/9/value").asDouble()).isEqualTo(1.0 / (MANY + 10));
    }

    @Test
    void at_one_step_times_tell_points_apart_and_a_key_tells_calls_apart() {
        String run = calls.begin();
        String body = "{\"metrics\":[" + point("auc", 0.8, 0, 1) + "," + point("auc", 0.9, 0, 2) + "]}";
        assertThat(api.post(run + "/metrics", body)
                        .expect(200)
                        .json()
                        .path("stored")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.get(run).expect(200).json().at("/metrics/0/value").asDouble())
                .isEqualTo(0.9);
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String now = "{\"key\":\"rows\",\"value\":7}";
        api.send("POST", run + "/metrics", now, key).expect(200);
        assertThat(api.send("POST", run + "/metrics", now, key).expect(200).header("Idempotency-Replayed"))
                .contains("true");
        assertThat(api.get(run + "/metrics?key=rows").expect(200).json().path("items"))
                .hasSize(1);
        String begun = "{\"name\":\"" + name + "\"}";
        Map<String, String> other = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(api.send("POST", RUNS, begun, other).expect(201).json().path("id"))
                .isEqualTo(
                        api.send("POST", RUNS, begun, other).expect(201).json().path("id"));
    }

    @Test
    void artifacts_are_kept_by_their_bytes_under_names() throws IOException {
        String run = calls.begin();
        JsonNode stored = calls.put(run + "/artifacts/model/weights.bin", "weights")
                .expect(200)
                .json();
        assertThat(stored.path("bytes").asInt()).isEqualTo(7);
        Reply read = api.get(run + "/artifacts/model/weights.bin").expect(200);
        assertThat(read.body()).isEqualTo("weights");
        assertThat(read.header("ETag").orElseThrow())
                .contains(stored.path("sha256").asText());
        calls.put(run + "/artifacts/model/weights.bin", "better").expect(200);
        assertThat(api.get(run + "/artifacts/model/weights.bin").expect(200).body())
                .isEqualTo("better");
        api.send(
                        "PUT",
                        run + "/artifacts/model/weights.bin",
                        "third",
                        tag(stored.path("sha256").asText()))
                .expect(412);
        assertThat(api.get(run).expect(200).json().path("artifacts")).hasSize(1);
        api.get(run + "/artifacts/nothing").expect(404);
        JsonNode spoilt = calls.put(run + "/artifacts/spoilt", name).expect(200).json();
        Files.writeString(calls.file(spoilt.path("sha256").asText()), "other bytes");
        assertThat(RunCalls.problem(api.get(run + "/artifacts/spoilt").expect(409)))
                .contains("damaged");
        api.send("PATCH", run + "/tags", "{\"tags\":{\"a\":\"b\"}}", Map.of("If-Match", "\"999\""))
                .expect(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/metrics | {\"key\":\"loss\",\"value\":1,\"epoch\":2} | 400 | epoch",
                "/metrics | {\"key\":\"loss\",\"value\":\"NaN\"} | 422 | finite number",
                "/metrics | {\"key\":\"loss\",\"value\":NaN} | 400 | JSON",
                "/metrics | {\"key\":\"loss\",\"value\":1e999} | 422 | finite number",
                "/metrics | {\"key\":\"loss\",\"value\":1,\"step\":1.5} | 400 | step",
                "/metrics | {\"key\":\"<b>\",\"value\":1} | 422 | no name",
                "/metrics | {\"key\":\"loss\",\"value\":1,\"at\":\"1969-12-31T00:00:00Z\"} | 422 | 1970",
                "/metrics | {} | 422 | metrics",
                "/metrics | {\"metrics\":[]} | 422 | 1 to 1000",
                "/parameters | {\"parameters\":{\"a\":null}} | 422 | leave it out",
                "/parameters | {\"parameters\":{\"a\":{\"b\":1}}} | 400 | parameters",
                "/finish | {\"state\":\"RUNNING\"} | 422 | FINISHED",
                "/finish | {\"state\":\"FAILED\",\"endedAt\":\"2001-01-01T00:00:00Z\"} | 422 | before",
                "/versions | {\"task\":\"CLASSIFICATION\"} | 422 | which model",
                "/versions | {\"model\":\"some-model\"} | 422 | task",
                "/versions | {\"model\":\"some-model\",\"artifact\":\"../x\"} | 422 | no name of an artifact",
                "/versions | {\"model\":\"some-model\",\"artifact\":\"missing\"} | 404 | missing"
            })
    void what_is_wrong_is_said(String path, String body, int status, String said) {
        assertThat(api.post(calls.begin() + path, body).expect(status).body()).contains(said);
    }

    @Test
    void too_many_points_and_paths_that_leave_the_run_are_refused() {
        String run = calls.begin();
        assertThat(RunCalls.problem(
                        api.post(run + "/metrics", points(0, MANY + 1)).expect(422)))
                .contains("1001", "1 to 1000");
        api.post(RUNS, "{\"name\":\"Not A Name\"}").expect(422);
        api.post(RUNS, "{}").expect(422);
        calls.put(run + "/artifacts/a%5Cb", "x").expect(400, 404, 422);
        calls.put(run + "/artifacts/..%2F..%2Fx", "x").expect(400, 404, 422);
        calls.put(run + "/artifacts/a/%2E%2E/%2E%2E/x", "x").expect(400, 404, 405, 422);
        assertThat(RunCalls.problem(calls.put(run + "/artifacts/a%20/b", "x").expect(422)))
                .contains("no name of an artifact");
        assertThat(api.get(run).expect(200).json().path("artifacts")).isEmpty();
        String nobody = RUNS + "/" + UUID.randomUUID();
        api.get(nobody).expect(404);
        api.post(nobody + "/metrics", "{\"key\":\"loss\",\"value\":1}").expect(404);
        calls.put(nobody + "/artifacts/x", "x").expect(404);
        server.as(Role.REVIEWER)
                .post(run + "/metrics", "{\"key\":\"loss\",\"value\":1}")
                .expect(403);
        api.get(run + "/metrics").expect(422);
        api.get(run + "/metrics?key=none").expect(404);
        api.get(run + "/metrics?key=loss&cursor=x").expect(422);
    }

    private static String points(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(step -> point("loss", 1.0 / (step + 1), step, step))
                .collect(Collectors.joining(",", "{\"metrics\":[", "]}"));
    }

    private static String point(String key, double value, int step, int millis) {
        return "{\"key\":\"" + key + "\",\"value\":" + value + ",\"step\":" + step
                + ",\"at\":\"2026-01-31T12:00:%02d.%03dZ\"}".formatted(millis / 1_000, millis % 1_000);
    }

    private static Map<String, String> tag(String sha256) {
        return Map.of("Content-Type", "application/octet-stream", "If-Match", "\"" + sha256 + "\"");
    }

    private List<String> audited() {
        return api.get("/api/v1/audit?limit=200")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("action");
    }
}
