package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.serving.model.StickyHash;

/** An A/B test of two versions of a model, from its draft to the rollout of its winner, and one of whole models. */
@OnBothDatabases
class ModelExperimentIT {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNITS = 200;

    private final ApiClient api;
    private final Journey journey;
    private final String model = "tested-" + UUID.randomUUID().toString().substring(0, 8);
    private final UnitCalls units;
    private final String name = model + "-next";
    private final String path = EXPERIMENTS + "/" + name;
    /** When the units had been answered for the first time. */
    private Instant answered = Instant.EPOCH;

    ModelExperimentIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
        this.units = new UnitCalls(api, model);
    }

    @Test
    void versions_are_tested_by_their_feedback_and_the_winner_is_rolled_out() {
        journey.newLoanDataset(model);
        journey.importCsv(model, Journey.loans(400, 5));
        journey.completed(journey.train(model, model, ""));
        journey.completed(journey.train(model, model, ""));
        assertThat(RunCalls.problem(draft(name, used()).expect(409))).contains("Nothing serves " + model);
        journey.deploy(model, "1.0.1");
        journey.deploy(model, "1.0.0");

        what_cannot_run_is_refused();
        String salt = draft(name, used()).expect(201).json().path("salt").asText();
        JsonNode started = api.post(path + "/start", "").expect(200).json();
        assertThat(started.at("/asked/0/version").asText()).isEqualTo("1.0.0");
        assertThat(started.at("/asked/1/version").asText()).isEqualTo("1.0.1");
        new LineageCalls(api).experiment(name, model);
        nothing_else_comes_into_its_place();
        List<JsonNode> answers = units_are_divided(salt);
        the_log_says_why(answers.get(0));
        feedback_makes_a_winner_that_is_rolled_out(answers);
        models_are_asked_by_the_experiments_name();
        new PredictionBandit(api, model).gives_more_of_the_version_whose_first_answers_are_used();
        rolling_back_ends_an_experiment();
    }

    private void what_cannot_run_is_refused() {
        draft(name, Map.of("model", "no-such-model")).expect(404);
        assertThat(draft(name, Map.of("environment", "moon")).expect(422).body())
                .contains("production");
        draft(name, Map.of("variants", variants("champion", "9.9.9"))).expect(404);
        assertThat(draft(name, Map.of("covariate", Map.of("attribute", "spendBefore")))
                        .expect(422)
                        .body())
                .contains("out of a MEAN");
        assertThat(draft(name, Map.of("metric", Map.of("source", "FEEDBACK", "event", "applause")))
                        .expect(422)
                        .body())
                .contains("correct, used, helpful, rating, value");
    }

    private void nothing_else_comes_into_its_place() {
        Map<String, Object> other = Map.of("model", model, "version", "1.0.1");
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", other).expect(409)))
                .contains("experiment '" + name + "' runs", "stop it");
        Map<String, Object> rollout = Map.of("model", model, "version", "1.0.1", "strategy", Map.of("type", "CANARY"));
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", rollout).expect(409)))
                .contains("experiment '" + name + "' runs");
        draft(name + "-b", UnitCalls.worth()).expect(201);
        assertThat(RunCalls.problem(
                        api.post(EXPERIMENTS + "/" + name + "-b/start", "").expect(409)))
                .contains("experiment '" + name + "' runs");
        assertThat(RunCalls.problem(api.delete("/api/v1/models/" + model + "/versions/1.0.1")
                        .expect(409)))
                .contains("experiment '" + name + "' asks it");
        assertThat(RunCalls.problem(api.post(path + "/rollout", "").expect(409)))
                .contains("By the rule that was set at the start there is no winner");
    }

    /** @return answers of the units, in their order */
    private List<JsonNode> units_are_divided(String salt) {
        Await.until("this node divides", PATIENCE, () -> Optional.of(units.one("probe", ""))
                .filter(answer -> !answer.path("variant").asText().equals("main")));
        assertThat(units.one(null, "").path("variant").asText()).isEqualTo("main");
        assertThat(units.one("probe", "\"version\":\"1.0.1\"").path("variant").asText())
                .isEqualTo("main");
        assertThat(units.one("probe", "\"version\":\"champion\"")
                        .path("version")
                        .asText())
                .isEqualTo("1.0.0");
        List<JsonNode> answers = asked("/api/v1/models/" + model + "/predict");
        for (int i = 0; i < UNITS; i++) {
            boolean now = StickyHash.bucket(salt, "user-" + i) < 5_000;
            assertThat(answers.get(i).path("variant").asText()).isEqualTo(now ? "now" : "next");
            assertThat(answers.get(i).path("version").asText()).isEqualTo(now ? "1.0.0" : "1.0.1");
        }
        List<JsonNode> again = asked(path + "/predict");
        assertThat(again.stream().map(one -> one.path("variant").asText()))
                .isEqualTo(answers.stream()
                        .map(one -> one.path("variant").asText())
                        .toList());
        assertThat(again.get(0).path("model").asText()).isEqualTo(model);
        Await.until("the log has all units", PATIENCE, () -> Optional.of(results())
                .filter(results -> results.path("units").asInt() == UNITS + 1));
        return answers;
    }

    private void the_log_says_why(JsonNode answer) {
        JsonNode logged = api.get(
                        "/api/v1/inferences/" + answer.path("inferenceId").asText())
                .expect(200)
                .json();
        assertThat(logged.path("experiment").asText()).isEqualTo(name);
        assertThat(logged.path("variant").asText())
                .isEqualTo(answer.path("variant").asText());
        assertThat(logged.path("version").asText())
                .isEqualTo(answer.path("version").asText());
        assertThat(logged.path("reason").asText()).isEqualTo("EXPERIMENT");
        assertThat(logged.path("environment").asText()).isEqualTo("production");
    }

    private void feedback_makes_a_winner_that_is_rolled_out(List<JsonNode> answers) {
        List<Map<String, Object>> feedback = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            JsonNode logged = answers.get(i);
            feedback.add(Map.of(
                    "inferenceId",
                    logged.path("inferenceId").asText(),
                    "used",
                    logged.path("variant").asText().equals("next") || i % 5 == 0,
                    "observedAt",
                    answered.toString()));
        }
        api.post("/api/v1/feedback", feedback).expect(201, 202);
        JsonNode results = Await.until("windows are over", PATIENCE, () -> Optional.of(results())
                .filter(one -> one.path("withinWindow").asInt() == 0));
        assertThat(results.path("verdict").asText()).as(results.toString()).isEqualTo("WINNER");
        assertThat(results.path("winner").asText()).isEqualTo("next");
        assertThat(results.path("metric").asText()).isEqualTo("share of units with feedback 'used'");
        assertThat(results.at("/segments/0/effects").findValuesAsText("value")).contains("gold", "tin");

        assertThat(api.post(path + "/rollout", "{\"type\":\"IMMEDIATE\"}")
                        .expect(422)
                        .body())
                .contains("GRADUAL");
        JsonNode rollout = api.post(path + "/rollout", "").expect(202).json();
        assertThat(rollout.path("strategy").asText()).isEqualTo("GRADUAL");
        assertThat(rollout.path("champion").asText()).isEqualTo("1.0.0");
        assertThat(rollout.path("candidate").asText()).isEqualTo("1.0.1");
        assertThat(rollout.path("note").asText()).contains("'next' has won");
        assertThat(api.get(path).expect(200).json().path("stopReason").asText())
                .isEqualTo(model + " 1.0.1 is rolled out.");
        assertThat(RunCalls.problem(
                        api.post(EXPERIMENTS + "/" + name + "-b/start", "").expect(409)))
                .contains("is being rolled out");
        api.post("/api/v1/rollouts/" + rollout.path("id").asText() + "/abort", "{}")
                .expect(200);
    }

    private void models_are_asked_by_the_experiments_name() {
        String whole = EXPERIMENTS + "/" + name + "-models";
        Map<String, Object> plan = new HashMap<>();
        plan.put("name", name + "-models");
        plan.put(
                "variants",
                List.of(
                        Map.of("name", "serving", "model", model),
                        Map.of("name", "fixed", "model", model, "version", "1.0.1")));
        plan.put("metric", Map.of("source", "LATENCY"));
        plan.put(
                "guardrails",
                List.of(
                        Map.of("metric", Map.of("source", "LATENCY", "kind", "QUANTILE", "quantile", 0.5)),
                        Map.of("metric", Map.of("source", "FEEDBACK", "event", "rating")),
                        Map.of("metric", Map.of("source", "FEEDBACK", "kind", "RATIO", "event", "correct"))));
        plan.put("window", "PT1S");
        api.post(EXPERIMENTS, plan).expect(201);
        api.post(whole + "/predict", UnitCalls.body("u")).expect(409);
        api.post(whole + "/start", "").expect(200);
        new LineageCalls(api).serving(name + "-models", model);
        assertThat(RunCalls.problem(api.delete("/api/v1/models/" + model + "/versions/1.0.1")
                        .expect(409)))
                .contains("experiment '" + name + "-models' asks it");
        Set<String> versions = new HashSet<>();
        for (JsonNode answer : asked(whole + "/predict")) {
            String variant = answer.path("variant").asText();
            assertThat(answer.path("version").asText()).isEqualTo(variant.equals("fixed") ? "1.0.1" : "1.0.0");
            assertThat(answer.path("model").asText()).isEqualTo(model);
            versions.add(variant);
        }
        assertThat(versions).containsExactlyInAnyOrder("serving", "fixed");
        JsonNode assigned = api.post(whole + "/assign", Map.of("unit", "user-1"))
                .expect(200)
                .json();
        assertThat(assigned.path("model").asText()).isEqualTo(model);
        assertThat(assigned.path("version").asText())
                .isEqualTo(assigned.path("variant").asText().equals("fixed") ? "1.0.1" : "champion");
        api.post(whole + "/predict", "{\"inputs\":" + Journey.loanInputs(50, 1) + ",\"version\":\"1.0.0\"}")
                .expect(422);
        JsonNode results = Await.until("latencies are there", PATIENCE, () -> Optional.of(
                        api.get(whole + "/results").expect(200).json())
                .filter(one -> one.path("units").asInt() == UNITS
                        && one.path("withinWindow").asInt() == 0));
        assertThat(results.at("/variants/0/value").asDouble()).isPositive();
        assertThat(results.path("guardrails").findValuesAsText("metric")).hasSize(3);
        api.post(whole + "/stop", "").expect(200);
        Await.until("the node has heard of the stop", PATIENCE, () -> Optional.of(
                        api.post(whole + "/predict", UnitCalls.body("u")))
                .filter(reply -> reply.status() == 409));
    }

    private void rolling_back_ends_an_experiment() {
        String other = EXPERIMENTS + "/" + name + "-b";
        api.post(other + "/start", "").expect(200);
        what_was_known_before_comes_with_predictions(other);
        String serving = "";
        for (JsonNode deployment :
                api.get("/api/v1/deployments?model=" + model).expect(200).json().path("items")) {
            serving = deployment.path("state").asText().equals("ACTIVE")
                    ? deployment.path("id").asText()
                    : serving;
        }
        api.post("/api/v1/deployments/" + serving + "/rollback", "").expect(202);
        JsonNode ended = Await.state(api, other, PATIENCE, "STOPPED").json();
        assertThat(ended.path("stopReason").asText()).isEqualTo("1.0.1 has taken over " + model + " in production.");
    }

    private void what_was_known_before_comes_with_predictions(String where) {
        Await.until("this node divides again", PATIENCE, () -> Optional.of(units.one("probe", ""))
                .filter(answer -> !answer.path("variant").asText().equals("main")));
        asked("/api/v1/models/" + model + "/predict");
        JsonNode results = Await.until("the log has all units", PATIENCE, () -> Optional.of(
                        api.get(where + "/results").expect(200).json())
                .filter(one -> one.path("units").asInt() == UNITS + 1
                        && one.path("withinWindow").asInt() == 0));
        assertThat(results.at("/cuped/units").asInt()).as("the probe told none").isEqualTo(UNITS);
        assertThat(results.at("/cuped/words").asText()).contains("known of " + UNITS + " judged units");
    }

    private List<JsonNode> asked(String where) {
        List<JsonNode> answers = units.many(where, UNITS);
        if (answered.equals(Instant.EPOCH)) {
            answered = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }
        return answers;
    }

    private JsonNode results() {
        return api.get(path + "/results").expect(200).json();
    }

    private Reply draft(String called, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(used());
        body.put("name", called);
        body.putAll(more);
        return api.post(EXPERIMENTS, body);
    }

    private Map<String, Object> used() {
        return Map.of(
                "model",
                model,
                "variants",
                variants("champion", "1.0.1"),
                "metric",
                Map.of("source", "FEEDBACK", "event", "used"),
                "segments",
                List.of("tier"),
                "rule",
                "EXACT",
                "window",
                "PT2S");
    }

    private static List<Map<String, Object>> variants(String now, String next) {
        return List.of(Map.of("name", "now", "version", now), Map.of("name", "next", "version", next));
    }
}
