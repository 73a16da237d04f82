package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.console.ConsoleSession;

/** What the caller says beside the inputs is in the log. */
@OnBothDatabases
class InferenceLogIT {

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "logged-" + UUID.randomUUID().toString().substring(0, 8);

    InferenceLogIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void attributes_and_the_time_of_the_event_come_back() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(300, 5));
        journey.completed(journey.train(name, name, ""));
        String rows = "{\"version\":\"1.0.0\",\"attributes\":{\"plan\":\"free\"},\"rows\":[{\"inputs\":"
                + Journey.loanInputs(60, 10)
                + ",\"attributes\":{\"vip\":true,\"visits\":3},\"occurredAt\":\"2026-01-31T13:00:00.123456+01:00\"},"
                + "{\"inputs\":" + Journey.loanInputs(20, 30) + "}]}";
        String trace = UUID.randomUUID().toString().replace("-", "");
        JsonNode answers = api.send(
                        "POST",
                        "/api/v1/models/" + name + "/predict",
                        rows,
                        Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .expect(200)
                .json()
                .required("predictions");
        JsonNode own = logged(answers.path(0));
        assertThat(own.path("attributes").toString()).isEqualTo("{\"vip\":true,\"visits\":3}");
        assertThat(own.path("occurredAt").asText()).startsWith("2026-01-31T12:00:00.123");
        assertThat(own.path("traceId").asText()).isEqualTo(trace);
        JsonNode common = logged(answers.path(1));
        assertThat(common.path("traceId").asText()).isEqualTo(trace);
        assertThat(common.path("attributes").toString()).isEqualTo("{\"plan\":\"free\"}");
        assertThat(common.path("occurredAt").isNull()).isTrue();
        assertThat(common.path("spent").isNull()).as("no price is declared").isTrue();
        they_are_found_by_their_trace(trace, own.path("inferenceId").asText());
        what_answers_cost_is_in_the_log_and_in_the_sums();
    }

    private void they_are_found_by_their_trace(String trace, String inference) {
        String path = "/api/v1/inferences?model=" + name + "&traceId=" + trace;
        JsonNode found = server.as(Role.VIEWER).get(path).expect(200).json();
        assertThat(found.path("items").findValuesAsText("inferenceId"))
                .hasSize(2)
                .contains(inference);
        assertThat(found.path("more").asBoolean()).isFalse();
        JsonNode newest = api.get(path + "&limit=1").expect(200).json();
        assertThat(newest.path("items")).hasSize(1);
        assertThat(newest.path("more").asBoolean()).isTrue();
        assertThat(api.get(path + "&since=2026-01-31T12:00:00Z&until=2026-01-31T13:00:00Z")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        String other = UUID.randomUUID().toString().replace("-", "");
        assertThat(api.get("/api/v1/inferences?model=" + name + "&traceId=" + other)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(api.get(path + "&since=2026-01-31T12:00:00Z").expect(422).body())
                .contains("at most 24 hours");
        api.get(path + "&since=2026-01-31T12:00:00Z&until=2026-01-31T11:00:00Z").expect(422);
        api.get(path + "&limit=501").expect(422);
        api.get(path + "&since=yesterday").expect(422);
        api.get("/api/v1/inferences?model=" + name + "&traceId=no-trace").expect(422);
        api.get("/api/v1/inferences?traceId=" + trace).expect(422);
        api.get("/api/v1/inferences?model=" + name).expect(422);
        api.get("/api/v1/inferences?model=no-such-model&traceId=" + trace).expect(404);

        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        assertThat(console.get("/console/search?traceModel=" + name + "&traceId=" + trace)
                        .expect(200)
                        .body())
                .contains("asked under this trace", inference);
        assertThat(console.get("/console/search?traceId=" + trace).expect(200).body())
                .contains("Say of which model");
        assertThat(console.get("/console/search?traceModel=" + name + "&traceId=" + trace
                                + "&traceSince=%2B999999999-12-30&traceUntil=%2B999999999-12-31")
                        .expect(200)
                        .body())
                .contains("of the years 1000 to 9998");
        assertThat(console.get("/console/inferences/" + inference).expect(200).body())
                .contains("/console/search?traceId=" + trace + "&amp;traceModel=" + name);
    }

    private void what_answers_cost_is_in_the_log_and_in_the_sums() {
        String path = "/api/v1/models/" + name + "/accounting";
        Reply nothing = api.get(path).expect(200);
        assertThat(nothing.json().path("currency").isNull()).isTrue();
        String said = "{\"currency\":\"EUR\",\"price\":{\"request\":\"0.000125\"},"
                + "\"dimensions\":{\"operation\":[\"check\"],\"platform\":[\"web\",\"Web\"]},\"callers\":[\"admin\",\"else\"]}";
        api.get("/api/v1/metrics/models/" + name + "?by=caller").expect(422);
        api.send("PUT", path, said.replace("else", "admin"), Map.of()).expect(422);
        api.send("PUT", path, said.replace("EUR", "euro"), Map.of()).expect(422);
        api.send("PUT", path, said.replace("Web", "(other)"), Map.of()).expect(422);
        api.send("PUT", path, said.replace("Web", "\\ud800"), Map.of()).expect(422);
        api.send("PUT", path, said, Map.of("If-Match", "\"1\"")).expect(412);
        api.send("PUT", path, said, Map.of("If-Match", nothing.header("ETag").orElseThrow()))
                .expect(200);
        Await.until("the price is in force", Journey.LONGEST, () -> Optional.of(asked("sing", "app"))
                .filter(one -> one.at("/spent/cost").asText().equals("0.000125")
                        && one.at("/spent/currency").asText().equals("EUR")
                        && one.at("/spent/inputTokens").isNull()));
        asked("check", "web");
        asked("check", "Web");
        String metrics = "/api/v1/metrics/models/" + name;
        JsonNode operations = Await.until("the hour is told", Journey.LONGEST, () -> Optional.of(
                        api.get(metrics + "?by=operation").expect(200).json().path("groups"))
                .filter(groups -> groups.size() == 2));
        assertThat(operations).extracting(one -> one.path("name").asText()).containsExactly("(other)", "check");
        assertThat(operations.at("/1/figures/requests").asLong()).isEqualTo(2);
        assertThat(operations.at("/1/figures/p95LatencyMillis").isNumber()).isTrue();
        assertThat(operations.at("/1/figures/spent/costs")).hasToString("{\"EUR\":\"0.00025\"}");
        assertThat(api.get(metrics + "?by=dimension:platform")
                        .expect(200)
                        .json()
                        .path("groups"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("(other)", "Web", "web");
        assertThat(api.get(metrics + "?by=caller").expect(200).json().path("groups"))
                .as("what was answered before the names were known is (none)")
                .extracting(one -> one.path("name").asText())
                .contains("admin")
                .isSubsetOf("(none)", "admin");
        for (String by : new String[] {"version", "day"}) {
            assertThat(api.get(metrics + "?by=" + by).expect(200).json().at("/groups/0/figures/spent/costs/EUR"))
                    .as(by)
                    .isEqualTo(api.get(metrics).expect(200).json().at("/total/spent/costs/EUR"));
        }
        assertThat(api.get("/api/v1/models/" + name + "/usage")
                        .expect(200)
                        .json()
                        .at("/items/0/spent/costs/EUR")
                        .isTextual())
                .isTrue();
        two_things_are_crossed(metrics);
        api.get(metrics + "?by=dimension:moon").expect(422);
        api.get(metrics + "?by=moon").expect(422);
        api.post(
                        "/api/v1/models/" + name + "-rules/versions",
                        "{\"scorer\":{\"type\":\"rules\",\"signature\":{\"task\":\"REGRESSION\",\"inputs\":[{\"name\":\"a\",\"type\":\"NUMERIC\"}]},"
                                + "\"rules\":[{\"when\":\"a > 1\",\"answer\":2}],\"otherwise\":{\"answer\":1}}}")
                .expect(201);
        String rules = "/api/v1/models/" + name + "-rules/accounting";
        api.send("PUT", rules, said.replace("EUR", "USD"), Map.of()).expect(409);
        api.send("PUT", rules, said, Map.of()).expect(200);
        api.get("/api/v1/models/no-such-model/accounting").expect(404);
    }

    private void two_things_are_crossed(String metrics) {
        JsonNode logged = crossed(metrics, "operation", "dimension:platform");
        assertThat(logged.path("source").asText()).isEqualTo("LOG");
        assertThat(logged.path("cut").asBoolean()).isFalse();
        assertThat(logged.path("groups"))
                .extracting(group -> group.path("names").toString())
                .containsExactly(
                        "[\"(none)\",\"(none)\"]",
                        "[\"(other)\",\"(other)\"]",
                        "[\"check\",\"Web\"]",
                        "[\"check\",\"web\"]");
        assertThat(logged.at("/groups/0/figures/requests").asLong())
                .as("before anything was declared, too")
                .isEqualTo(2);
        assertThat(logged.at("/groups/3/figures/requests").asLong()).isEqualTo(1);
        assertThat(logged.at("/groups/3/figures/spent/costs")).hasToString("{\"EUR\":\"0.000125\"}");
        JsonNode summed = crossed(metrics, "dimension:platform", "version");
        assertThat(summed.path("source").asText()).isEqualTo("HOURS");
        assertThat(summed.path("groups"))
                .extracting(group -> group.path("names").toString())
                .containsExactly("[\"(other)\",\"1.0.0\"]", "[\"Web\",\"1.0.0\"]", "[\"web\",\"1.0.0\"]");
        JsonNode days = crossed(metrics, "day", "version");
        JsonNode total = api.get(metrics).expect(200).json().path("total");
        assertThat(days.path("groups").findValues("requests").stream()
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isEqualTo(total.path("requests").asLong());
        assertThat(days.path("groups").findValuesAsText("EUR")).isNotEmpty();
        assertThat(crossed(metrics, "variant", "operation").path("source").asText())
                .isEqualTo("LOG");
        for (String wrong : new String[] {
            "?by=version",
            "?by=version&and=version",
            "?by=operation&and=dimension:operation",
            "?by=version&and=moon",
            "?by=dimension:moon&and=operation",
            "?by=operation&and=variant&period=moon"
        }) {
            api.get(metrics + "/crossed" + wrong).expect(422);
        }
        assertThat(RunCalls.problem(
                        api.get(metrics + "/crossed?by=caller&and=operation").expect(422)))
                .contains("keeps no caller");
        api.get("/api/v1/metrics/models/no-such-model/crossed?and=day").expect(404);
        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        assertThat(console.get("/console/models/" + name + "?by=operation&and=dimension:platform&period=day")
                        .expect(200)
                        .body())
                .contains("By operation and platform", "newest rows of the log");
        assertThat(console.get("/console/models/" + name + "?by=caller&and=operation")
                        .expect(200)
                        .body())
                .contains("id=\"not-crossed\"", "keeps no caller");
        assertThat(console.get("/console/models/" + name + "?by=moon")
                        .expect(200)
                        .body())
                .contains("id=\"not-counted\"");
    }

    private JsonNode crossed(String metrics, String by, String and) {
        return api.get(metrics + "/crossed?by=" + by + "&and=" + and)
                .expect(200)
                .json();
    }

    private JsonNode asked(String operation, String platform) {
        return logged(api.post(
                        "/api/v1/models/" + name + "/predict",
                        "{\"version\":\"1.0.0\",\"operation\":\"" + operation + "\",\"dimensions\":{\"platform\":\""
                                + platform + "\"},\"inputs\":" + Journey.loanInputs(60, 10) + "}")
                .expect(200)
                .json()
                .at("/predictions/0"));
    }

    private JsonNode logged(JsonNode answer) {
        String path = "/api/v1/inferences/" + answer.required("inferenceId").textValue();
        return Await.until(path, Journey.LONGEST, () -> Optional.of(api.get(path))
                .filter(reply -> reply.status() == 200)
                .map(Reply::json));
    }
}
