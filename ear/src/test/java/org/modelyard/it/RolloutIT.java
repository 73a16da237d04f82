package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.serving.model.StickyHash;

/** A version's way into service, step by step, and back. */
@OnBothDatabases
class RolloutIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNITS = 60;

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "rolled-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions/";

    RolloutIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    /** Ten off is far off where the champion is one off; a number has no score. */
    @Test
    void a_regression_is_judged_by_how_far_off_it_is() {
        NumbersInService numbers = new NumbersInService(api, name);
        numbers.make(1, 10);
        journey.deploy(name, "1.0.0");
        numbers.told();
        assertThat(RunCalls.problem(ask("{\"type\":\"CANARY\",\"judgement\":{\"metrics\":[\"SCORES\"]}}", 422)))
                .contains("no score", "ACCURACY");
        assertThat(RunCalls.problem(ask(
                        "{\"type\":\"CANARY\",\"judgement\":{\"metrics\":[\"VALUE\"],\"tolerances\":{\"VALUE\":1}}}",
                        422)))
                .contains("value is the truth");
        String path = "/api/v1/rollouts/"
                + running("{\"type\":\"CANARY\",\"judgement\":{\"metrics\":[\"ACCURACY\"],\"minimum\":20},"
                                + "\"steps\":[{\"percent\":50,\"duration\":\"PT1H\"}]}")
                        .path("id")
                        .asText();
        numbers.told();
        JsonNode ended = Await.state(api, path, PATIENCE, "ROLLED_BACK").json();
        assertThat(ended.path("standing").asText()).startsWith("ACCURACY: ");
        JsonNode verdict = ended.at("/verdicts/0");
        assertThat(verdict.path("candidateBad")).isEqualTo(verdict.path("candidateTrials"));
        assertThat(verdict.path("championBad").asLong()).isZero();
        assertThat(verdict.at("/steps/0/candidateTrials")).isEqualTo(verdict.path("candidateTrials"));
    }

    @Test
    void a_version_is_rolled_out_and_taken_back() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 5));
        journey.completed(journey.train(name, name, ""));
        journey.completed(worse());
        assertThat(RunCalls.problem(ask("{\"type\":\"CANARY\"}", 409))).contains("strategy IMMEDIATE");
        journey.deploy(name, "1.0.0");

        what_cannot_be_carried_out_is_refused();
        a_canary_is_sticky_alone_and_stopped_within_a_second();
        a_shadow_that_answers_otherwise_is_rolled_back();
        an_environment_that_is_frozen_takes_nothing();
        Rejection.ends(api, name, running("{\"type\":\"CANARY\",\"steps\":[{\"percent\":5,\"duration\":\"PT1H\"}]}"));
        step_by_step_it_takes_over();
        new LineageCalls(api).rollouts(name, "1.0.1");
    }

    private void what_cannot_be_carried_out_is_refused() {
        assertThat(RunCalls.problem(ask("{\"type\":\"SUDDEN\"}", 422))).contains("IMMEDIATE, GRADUAL, CANARY");
        assertThat(ask("{\"type\":\"GRADUAL\",\"steps\":[{\"percent\":50},{\"percent\":20}]}", 422)
                        .body())
                .contains("must grow from step to step", "ends with 100 %");
        assertThat(ask("{\"type\":\"CANARY\",\"judgement\":{\"metrics\":[\"MOOD\"]}}", 422)
                        .body())
                .contains("ERRORS, LATENCY");
        assertThat(ask("{\"type\":\"CANARY\",\"judgement\":{\"metrics\":[\"VALUE\"]}}", 422)
                        .body())
                .contains("strategy.judgement.tolerances.VALUE");
        assertThat(ask("{\"type\":\"IMMEDIATE\",\"steps\":[{\"percent\":5}]}", 422)
                        .body())
                .contains("has no steps");
        ask("{\"type\":\"CANARY\",\"steps\":5}", 400);
        ask("{\"type\":\"CANARY\",\"speed\":\"high\"}", 400);
        Map<String, Object> itself = Map.of("model", name, "version", "1.0.0", "strategy", Map.of("type", "CANARY"));
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", itself).expect(409)))
                .contains("already");
    }

    private void a_canary_is_sticky_alone_and_stopped_within_a_second() {
        JsonNode rollout = running(
                "{\"type\":\"CANARY\",\"steps\":[{\"percent\":50,\"duration\":\"PT0S\",\"requests\":0}],\"note\":\"IT\","
                        + "\"judgement\":{\"metrics\":[\"ERRORS\",\"LATENCY\",\"ACCURACY\",\"VALUE\"],\"tolerances\":{\"VALUE\":0.5}}}");
        String path = "/api/v1/rollouts/" + rollout.path("id").asText();
        assertThat(rollout.path("champion").asText()).isEqualTo("1.0.0");
        assertThat(rollout.path("candidate").asText()).isEqualTo("1.0.1");
        assertThat(rollout.path("standing").asText()).doesNotContain("PT");
        assertThat(rollout.path("verdicts")).hasSize(4).allSatisfy(verdict -> assertThat(
                        verdict.path("outcome").asText())
                .isEqualTo("INCONCLUSIVE"));
        String salt = rollout.path("deployment").asText();
        String pinned = "{\"version\":\"champion\",\"inputs\":" + Journey.loanInputs(20, 40) + "}";
        api.post("/api/v1/models/" + name + "/predict", pinned).expect(200);
        JsonNode answers = answers();
        for (int i = 0; i < UNITS; i++) {
            boolean candidate = StickyHash.bucket(salt, "user-" + i) < 5_000;
            assertThat(answers.path(i).path("variant").asText()).isEqualTo(candidate ? "candidate" : "champion");
            assertThat(answers.path(i).path("version").asText()).isEqualTo(candidate ? "1.0.1" : "1.0.0");
        }
        what_answers_are_worth_is_added_up(path, answers);
        Await.until("divided requests alone", PATIENCE, () -> Optional.of(
                        api.get(path).expect(200).json().at("/verdicts/0"))
                .filter(seen -> trials(seen) == 2 * UNITS));
        assertThat(RunCalls.problem(ask("{\"type\":\"SHADOW\"}", 409))).contains("is being rolled out", "abort");
        api.post("/api/v1/deployments", Map.of("model", name, "version", "1.0.1"))
                .expect(409);
        assertThat(api.get(path).expect(200).json().path("requests").asLong()).isPositive();

        assertThat(act(path, "pause", 200)).isEqualTo("PAUSED");
        act(path, "pause", 409);
        assertThat(act(path, "resume", 200)).isEqualTo("RUNNING");
        server.as(Role.REVIEWER).post(path + "/abort", "{}").expect(403);
        assertThat(act(path, "abort", 200)).isEqualTo("ABORTED");
        long aborted = System.nanoTime();
        Await.until("the champion answers all", PATIENCE, () -> Optional.of(answers())
                .filter(RolloutIT::whole));
        assertThat(Duration.ofNanos(System.nanoTime() - aborted)).isLessThan(Duration.ofSeconds(1));
        act(path, "promote", 409);
        assertThat(kinds(path)).containsExactly("ASKED", "STARTED", "PAUSED", "RESUMED", "ABORTED");
        assertThat(api.get("/api/v1/deployments/" + salt)
                        .expect(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ROLLED_BACK");
    }

    private void what_answers_are_worth_is_added_up(String path, JsonNode answers) {
        List<Map<String, Object>> values = new ArrayList<>();
        for (JsonNode round : List.of(answers, answers())) {
            for (int i = 0; i < UNITS; i++) {
                String inference = round.path(i).path("inferenceId").asText();
                values.add(Map.of("inferenceId", inference, "value", 2 + i % 2));
            }
        }
        api.post("/api/v1/feedback", values).expect(201, 202);
        JsonNode verdict = Await.until("values of both sides", PATIENCE, () -> Optional.of(
                        api.get(path).expect(200).json().at("/verdicts/3"))
                .filter(seen -> trials(seen) == values.size()));
        assertThat(verdict.path("metric").asText()).isEqualTo("VALUE");
        assertThat(verdict.path("outcome").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(verdict.path("words").asText()).contains("values of 500");
        assertThat(verdict.path("tolerance").asDouble()).isEqualTo(0.5);
        assertThat(verdict.path("inflation").asDouble())
                .as("each unit twice the same")
                .isBetween(2.0, 2.2);
        for (String side : new String[] {"champion", "candidate"}) {
            JsonNode mean = verdict.at("/steps/0/" + side + "Value");
            if (verdict.path(side + "Trials").asInt() > 0) {
                assertThat(mean.asDouble()).as(side).isBetween(2.0, 3.0);
            }
        }
    }

    private void a_shadow_that_answers_otherwise_is_rolled_back() {
        JsonNode rollout = running("{\"type\":\"SHADOW\",\"judgement\":{\"metrics\":[\"AGREEMENT\"],\"minimum\":20,"
                + "\"tolerances\":{\"AGREEMENT\":0.001}},\"steps\":[{\"duration\":\"PT1H\"}]}");
        String path = "/api/v1/rollouts/" + rollout.path("id").asText();
        for (JsonNode answer : answers()) {
            assertThat(answer.path("version").asText()).isEqualTo("1.0.0");
            assertThat(answer.path("variant").asText()).isEqualTo("champion");
        }
        JsonNode ended = Await.state(api, path, PATIENCE, "ROLLED_BACK").json();
        assertThat(ended.path("standing").asText()).startsWith("AGREEMENT: ").contains("differ from the champion's");
        JsonNode verdict = api.get(path + "/verdicts").expect(200).json().at("/items/0");
        assertThat(verdict.path("outcome").asText()).isEqualTo("FAIL");
        assertThat(verdict.path("candidateTrials").asLong()).isEqualTo(UNITS);
        assertThat(verdict.path("candidateBad").asLong()).isPositive();
    }

    private void an_environment_that_is_frozen_takes_nothing() {
        String freeze = "/api/v1/environments/production/freeze";
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String until = Instant.now().plusSeconds(3_600).toString();
        api.send("PUT", freeze, "{\"until\":\"2020-01-01T00:00:00Z\"}", json).expect(422);
        api.send("PUT", "/api/v1/environments/moon/freeze", "{\"until\":\"" + until + "\"}", json)
                .expect(404);
        api.send("PUT", freeze, "{\"until\":\"" + until + "\",\"note\":\"audit week\"}", json)
                .expect(200);
        try {
            assertThat(RunCalls.problem(ask("{\"type\":\"GRADUAL\"}", 409))).contains("frozen until", "audit week");
        } finally {
            api.delete(freeze).expect(204);
        }
    }

    private void step_by_step_it_takes_over() {
        JsonNode rollout = running("{\"type\":\"GRADUAL\",\"deprecateReplaced\":true,\"judgement\":{\"metrics\":[]},"
                + "\"steps\":[{\"percent\":25,\"duration\":\"PT0S\",\"requests\":0},"
                + "{\"percent\":100,\"duration\":\"PT0S\",\"requests\":0}]}");
        String path = "/api/v1/rollouts/" + rollout.path("id").asText();
        Await.state(api, path, PATIENCE, "PROMOTED");
        assertThat(kinds(path)).containsExactly("ASKED", "STARTED", "ADVANCED", "PROMOTED");
        Await.until("the candidate answers all", PATIENCE, () -> Optional.of(answers())
                .filter(all -> whole(all) && all.at("/0/version").asText().equals("1.0.1")));
        JsonNode replaced = api.get(versions + "1.0.0").expect(200).json();
        assertThat(replaced.path("stage").asText()).isEqualTo("DEPRECATED");
        assertThat(api.get(versions + "champion")
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.1");
    }

    /** A stump: the same signature, and other answers. */
    private String worse() {
        return "/api/v1/training-jobs/"
                + api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                                        + "\",\"gates\":{},\"seed\":42,\"trainer\":{\"type\":\"decision-tree\",\"maxDepth\":1}}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }

    private Reply ask(String strategy, int status) {
        return api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + name + "\",\"version\":\"1.0.1\",\"strategy\":" + strategy + "}")
                .expect(status);
    }

    /** The rollout, once its candidate has its share or it is over. */
    private JsonNode running(String strategy) {
        String deployment = ask(strategy, 202).json().required("id").textValue();
        String id = api.get("/api/v1/rollouts?deployment=" + deployment)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        return Await.state(api, "/api/v1/rollouts/" + id, PATIENCE, "RUNNING", "PROMOTED")
                .json();
    }

    private String act(String path, String verb, int status) {
        return api.post(path + "/" + verb, "{\"note\":\"by hand\"}")
                .expect(status)
                .json()
                .path("state")
                .asText();
    }

    private List<String> kinds(String path) {
        return api.get(path + "/events").expect(200).json().path("items").findValuesAsText("kind");
    }

    /** What many units are answered, in one request. */
    private JsonNode answers() {
        String rows = IntStream.range(0, UNITS)
                .mapToObj(i ->
                        "{\"unit\":\"user-" + i + "\",\"inputs\":" + Journey.loanInputs(20 + i, 40 - i / 2.0) + "}")
                .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
        return api.post("/api/v1/models/" + name + "/predict", rows)
                .expect(200)
                .json()
                .required("predictions");
    }

    private static int trials(JsonNode verdict) {
        return verdict.path("championTrials").asInt()
                + verdict.path("candidateTrials").asInt();
    }

    private static boolean whole(JsonNode answers) {
        return answers.findValuesAsText("variant").stream().allMatch("main"::equals);
    }
}
