package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelyard.serving.model.StickyHash;

/** A bandit over the versions 1.0.0, which serves, and 1.0.1 of a model of loans, from its plan to its end. */
final class PredictionBandit {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNITS = 60;
    /** And the one that asked whether this node divides. */
    private static final int JUDGED = UNITS + 1;

    private final ApiClient api;
    private final UnitCalls units;
    private final String model;
    private final String path;

    PredictionBandit(ApiClient api, String model) {
        this.api = api;
        this.units = new UnitCalls(api, model);
        this.model = model;
        this.path = "/api/v1/experiments/" + model + "-bandit";
    }

    void gives_more_of_the_version_whose_first_answers_are_used() {
        assertThat(api.post("/api/v1/experiments", plan(Map.of("event", "click")))
                        .expect(422)
                        .body())
                .contains("metric.source", "learns from FEEDBACK");
        String salt = api.post("/api/v1/experiments", plan(Map.of("source", "FEEDBACK", "event", "used")))
                .expect(201)
                .json()
                .path("salt")
                .asText();
        api.post(path + "/start", "").expect(200);
        awaitVariant("probe", StickyHash.bucket(salt, "probe") < 5_000 ? "now" : "next");
        assertThat(RunCalls.problem(
                        api.post(path + "/assign", Map.of("unit", "user-1")).expect(409)))
                .contains("predict with the unit");

        List<JsonNode> first = asked();
        String told = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        int used = 0;
        List<Map<String, Object>> feedback = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            boolean now = StickyHash.bucket(salt, "user-" + i) < 5_000;
            assertThat(first.get(i).path("variant").asText()).isEqualTo(now ? "now" : "next");
            used += now ? 0 : 1;
            feedback.add(
                    Map.of("inferenceId", first.get(i).path("inferenceId").asText(), "used", !now, "observedAt", told));
        }
        api.post("/api/v1/feedback", feedback).expect(201, 202);
        int successes = used;
        JsonNode round = Await.until("a round that rests on all first answers", PATIENCE, () -> Optional.of(
                        api.get(path + "/rounds?limit=1").expect(200).json().at("/items/0"))
                .filter(one -> one.at("/arms/0/units").asInt()
                                        + one.at("/arms/1/units").asInt()
                                == JUDGED
                        && one.at("/arms/1/successes").asInt() == successes));
        assertThat(round.at("/arms/1/propensity").asDouble()).isCloseTo(0.9, within(1e-9));

        JsonNode logged = api.get(
                        "/api/v1/inferences/" + first.get(0).path("inferenceId").asText())
                .expect(200)
                .json();
        assertThat(logged.path("round").asInt()).isEqualTo(1);
        assertThat(logged.path("propensity").asDouble()).isEqualTo(0.5);

        // a unit that the round has moved says that this node has heard of it
        awaitVariant(moved(salt), "next");
        List<JsonNode> again = asked();
        for (int i = 0; i < UNITS; i++) {
            boolean rare = StickyHash.bucket(salt, "user-" + i) < 1_000;
            assertThat(again.get(i).path("variant").asText()).isEqualTo(rare ? "now" : "next");
            assertThat(again.get(i).path("version").asText()).isEqualTo(rare ? "1.0.0" : "1.0.1");
        }
        told(successes);
        api.post(path + "/stop", "").expect(200);
        awaitVariant("probe", "main");
    }

    private void told(int successes) {
        JsonNode results = api.get(path + "/results").expect(200).json();
        assertThat(results.path("verdict").asText()).as(results.toString()).isEqualTo("INFORMATION");
        assertThat(results.path("winner").isNull()).isTrue();
        assertThat(results.path("crossover").isNull()).isTrue();
        assertThat(results.path("units").asInt()).isEqualTo(JUDGED);
        assertThat(results.path("sampleRatioP").asDouble()).isGreaterThan(0.001);
        assertThat(results.at("/allocation/strategy").asText()).isEqualTo("THOMPSON");
        JsonNode estimated = api.post(path + "/off-policy", Map.of("always", "next"))
                .expect(200)
                .json();
        assertThat(estimated.path("units").asInt()).isEqualTo(JUDGED);
        assertThat(estimated.at("/estimates/0/estimate").asDouble())
                .as("by the propensities of the first round, in which all were assigned")
                .isCloseTo(successes / 0.5 / JUDGED, within(1e-9));
    }

    private static String moved(String salt) {
        for (int i = 0; i < UNITS; i++) {
            int bucket = StickyHash.bucket(salt, "user-" + i);
            if (bucket >= 1_000 && bucket < 5_000) {
                return "user-" + i;
            }
        }
        throw new AssertionError("of " + UNITS + " units none has a bucket that moves");
    }

    private void awaitVariant(String unit, String variant) {
        Await.until("this node answers " + unit + " by " + variant, PATIENCE, () -> Optional.of(units.one(unit, ""))
                .filter(answer -> answer.path("variant").asText().equals(variant)));
    }

    private List<JsonNode> asked() {
        return units.many("/api/v1/models/" + model + "/predict", UNITS);
    }

    private Map<String, Object> plan(Map<String, Object> metric) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", model + "-bandit");
        body.put("subject", "VERSIONS");
        body.put("model", model);
        body.put(
                "variants",
                List.of(Map.of("name", "now", "version", "champion"), Map.of("name", "next", "version", "1.0.1")));
        body.put("metric", metric);
        body.put("window", "PT2S");
        body.put("allocation", Map.of("strategy", "THOMPSON", "every", "PT1S", "floor", 0.1));
        return body;
    }
}
