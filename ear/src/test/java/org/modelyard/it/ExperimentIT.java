package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.serving.model.StickyHash;

/** An A/B test of captions, from its draft to its winner. */
@OnBothDatabases
class ExperimentIT {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final int UNITS = 240;

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "caption-" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = EXPERIMENTS + "/" + name;

    ExperimentIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void a_caption_wins_and_whoever_knows_the_hash_knows_who_saw_it() {
        JsonNode made = create(Map.of("rule", "EXACT")).expect(201).json();
        assertThat(made.path("state").asText()).isEqualTo("DRAFT");
        ask("early", Map.of()).expect(409);
        api.post(path + "/events", event("early", "e-1")).expect(409);
        api.post(path + "/start", "").expect(200);
        api.post(path + "/start", "").expect(409);
        assertThat(verdict()).isEqualTo("NO_DATA");

        String salt = made.path("salt").asText();
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            String unit = "User-" + i;
            String variant = StickyHash.bucket(salt, unit) < 5_000 ? "old" : "new";
            JsonNode assigned = ask(unit, Map.of("country", "de")).expect(200).json();
            assertThat(assigned.path("variant").asText()).as(unit).isEqualTo(variant);
            if (variant.equals("new") || i % 5 == 0) {
                events.add(event(unit, "c-" + i));
            }
        }
        assertThat(ask("User-0", Map.of()).expect(200).json().path("content").asText())
                .startsWith("Caption");
        for (int time = 0; time < 3; time++) {
            JsonNode taken = api.post(path + "/events", Map.of("events", events))
                    .expect(200)
                    .json();
            assertThat(taken.path("received").asInt()).isEqualTo(events.size());
            assertThat(taken.path("stored").asInt()).isEqualTo(time == 0 ? events.size() : 0);
        }
        JsonNode results = api.get(path + "/results").expect(200).json();
        assertThat(results.path("verdict").asText()).as(results.toString()).isEqualTo("WINNER");
        assertThat(results.path("winner").asText()).isEqualTo("new");
        assertThat(results.path("recommendation").asText()).startsWith("Use 'new'");
        assertThat(results.path("units").asInt()).isEqualTo(UNITS);
        assertThat(results.at("/variants/1/value").asDouble()).isEqualTo(1.0);

        api.post(path + "/stop", Map.of("reason", "done")).expect(200);
        api.post(path + "/stop", "").expect(200);
        ask("User-1", Map.of()).expect(409);
        api.post(path + "/events", event("User-1", "late")).expect(200);
        assertThat(api.get(path).expect(200).json().path("stopReason").asText()).isEqualTo("done");
        assertThat(api.get(EXPERIMENTS).expect(200).json().path("items").findValuesAsText("name"))
                .contains(name);
        assertThat(api.get("/api/v1/audit?subject=experiment/" + name)
                        .expect(200)
                        .json()
                        .path("items")
                        .findValuesAsText("action"))
                .contains("experiment.create", "experiment.start", "experiment.stop");
    }

    @Test
    void sums_of_values_and_ratios_are_added_up_within_the_window() {
        create(Map.of(
                        "metric", Map.of("kind", "RATIO", "event", "click", "denominator", "view"),
                        "guardrails",
                                List.of(
                                        Map.of("metric", Map.of("kind", "MEAN", "event", "click")),
                                        Map.of("metric", Map.of("kind", "QUANTILE", "event", "view", "quantile", 0.5))),
                        "window", "PT1H"))
                .expect(201);
        api.post(path + "/start", "").expect(200);
        List<String> units = IntStream.range(0, 20).mapToObj(i -> "u" + i).toList();
        units.forEach(unit -> ask(unit, Map.of()).expect(200));
        List<Map<String, Object>> events = new ArrayList<>();
        for (String unit : units) {
            events.add(Map.of("unit", unit, "event", "view", "value", 4, "eventId", "v" + unit));
            events.add(Map.of("unit", unit, "event", "click", "value", 1, "eventId", "c" + unit));
            events.add(Map.of("unit", unit, "event", "click", "value", 9, "at", "2026-01-01T00:00:00Z"));
        }
        api.post(path + "/events", Map.of("events", events)).expect(200);
        JsonNode results = api.get(path + "/results").expect(200).json();
        assertThat(results.path("verdict").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(results.at("/variants/0/value").asDouble()).isEqualTo(0.25);
        assertThat(results.path("guardrails").findValuesAsText("state")).containsOnly("UNKNOWN");
    }

    @Test
    void targeting_and_holdout_keep_units_out_and_a_layer_has_room_for_one() {
        create(Map.of(
                        "layer",
                        name,
                        "traffic",
                        0.6,
                        "holdout",
                        0.5,
                        "targeting",
                        Map.of("attributes", Map.of("age", "NUMERIC"), "condition", "age > 17")))
                .expect(201);
        api.post(path + "/start", "").expect(200);
        String other = name + "-b";
        api.post(
                        EXPERIMENTS,
                        Map.of(
                                "name",
                                other,
                                "layer",
                                name,
                                "traffic",
                                0.5,
                                "variants",
                                variants(),
                                "metric",
                                clicked()))
                .expect(201);
        assertThat(RunCalls.problem(
                        api.post(EXPERIMENTS + "/" + other + "/start", "").expect(409)))
                .contains("'" + name + "' has 60 %", "50 %");
        assertThat(ask("child", Map.of("age", 9))
                        .expect(200)
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("NOT_TARGETED");
        ask("odd", Map.of("age", "nine")).expect(422);
        List<String> reasons = IntStream.range(0, 60)
                .mapToObj(i -> ask("u" + i, Map.of("age", 30))
                        .expect(200)
                        .json()
                        .path("reason")
                        .asText())
                .toList();
        assertThat(reasons).contains("ASSIGNED", "HELD_OUT", "OUTSIDE_TRAFFIC");
        JsonNode results = api.get(path + "/results").expect(200).json();
        assertThat(results.path("heldOut").asLong())
                .isEqualTo(reasons.stream().filter("HELD_OUT"::equals).count());
        api.post(path + "/stop", "").expect(200);
        api.post(EXPERIMENTS + "/" + other + "/start", "").expect(200);
        api.post(EXPERIMENTS + "/" + other + "/stop", "").expect(200);
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() {
        assertThat(create(Map.of(
                                "variants",
                                List.of(Map.of("name", "a", "share", 0.5), Map.of("name", "b", "share", 0.4))))
                        .expect(422)
                        .body())
                .contains("add up to 0.9, not to 1");
        assertThat(create(Map.of("model", "churn")).expect(422).body()).contains("not to be had yet");
        create(Map.of("alpha", "much")).expect(400);
        create(Map.of("unheardOf", 1)).expect(400);
        create(Map.of()).expect(201);
        create(Map.of()).expect(409);
        api.post(path + "/start", "").expect(200);
        assertThat(api.post(path + "/events", event("nobody", "x")).expect(422).body())
                .contains("never assigned", "events[0].unit");
        api.post(path + "/events", Map.of("unit", "u", "event", "click")).expect(422);
        api.post(path + "/assign", Map.of("unit", " ")).expect(422);
        api.get(EXPERIMENTS + "/no-such/results").expect(404);
        server.as(Role.VIEWER).post(path + "/assign", Map.of("unit", "u")).expect(403);
        server.as(Role.REVIEWER).post(path + "/assign", Map.of("unit", "u")).expect(200);
        server.as(Role.REVIEWER).post(path + "/stop", "").expect(403);
    }

    private Reply create(Map<String, Object> more) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("name", name, "variants", variants(), "metric", clicked()));
        body.putAll(more);
        return api.post(EXPERIMENTS, body);
    }

    private Reply ask(String unit, Map<String, Object> attributes) {
        return api.post(path + "/assign", Map.of("unit", unit, "attributes", attributes));
    }

    private String verdict() {
        return api.get(path + "/results").expect(200).json().path("verdict").asText();
    }

    private static List<Map<String, Object>> variants() {
        return List.of(Map.of("name", "old", "content", "Caption 1"), Map.of("name", "new", "content", "Caption 2"));
    }

    private static Map<String, Object> clicked() {
        return Map.of("kind", "PROPORTION", "event", "click");
    }

    private static Map<String, Object> event(String unit, String id) {
        return Map.of("unit", unit, "event", "click", "eventId", id);
    }
}
