package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String WINDOW = "PT3S";

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
        JsonNode made = create(Map.of("rule", "EXACT", "window", WINDOW, "segments", List.of("country")))
                .expect(201)
                .json();
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
            JsonNode assigned = ask(unit, i % 3 == 0 ? Map.of() : Map.of("country", i % 3 == 1 ? "de" : "DE"))
                    .expect(200)
                    .json();
            assertThat(assigned.path("variant").asText()).as(unit).isEqualTo(variant);
            if (variant.equals("new") || i % 5 == 0) {
                events.add(now(unit, "click", 1, "c-" + i));
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
        JsonNode results = settled();
        assertThat(results.path("verdict").asText()).as(results.toString()).isEqualTo("WINNER");
        assertThat(results.path("winner").asText()).isEqualTo("new");
        assertThat(results.path("recommendation").asText()).startsWith("Use 'new'");
        assertThat(results.path("units").asInt()).isEqualTo(UNITS);
        assertThat(results.at("/variants/1/value").asDouble()).isEqualTo(1.0);
        ExperimentLooks looks = new ExperimentLooks(api, path, UNITS);
        looks.segmented(results);
        looks.drawn(results);

        api.delete(path).expect(409);
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
        server.as(Role.REVIEWER).delete(path).expect(403);
        looks.deleted();
        assertThat(create(Map.of()).expect(201).json().path("salt").asText())
                .as("the name is free, the units are divided anew")
                .isNotEqualTo(salt);
    }

    @Test
    void sums_of_values_and_ratios_are_added_up_within_the_window() {
        create(Map.of(
                        "metric", Map.of("kind", "RATIO", "event", "click", "denominator", "view"),
                        "guardrails",
                                List.of(
                                        Map.of("metric", Map.of("kind", "MEAN", "event", "click")),
                                        Map.of("metric", Map.of("kind", "QUANTILE", "event", "view", "quantile", 0.5))),
                        "window", WINDOW))
                .expect(201);
        api.post(path + "/start", "").expect(200);
        List<String> units = IntStream.range(0, 20).mapToObj(i -> "u" + i).toList();
        List<Map<String, Object>> events = new ArrayList<>();
        for (String unit : units) {
            ask(unit, Map.of()).expect(200);
            events.add(now(unit, "view", 4, "v" + unit));
            events.add(now(unit, "click", 1, "c" + unit));
            events.add(Map.of("unit", unit, "event", "click", "value", 9, "at", "2026-01-01T00:00:00Z"));
        }
        api.post(path + "/events", Map.of("events", events)).expect(200);
        JsonNode results = settled();
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
                        "metric",
                        Map.of("kind", "MEAN", "event", "revenue"),
                        "cuped",
                        true,
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
        api.post(path + "/assign", Map.of("unit", "u", "attributes", Map.of("age", 30), "covariate", 1e13))
                .expect(422);
        api.post(path + "/assign", Map.of("unit", "u", "attributes", Map.of("age", 30), "covariate", 12.5))
                .expect(200);
        assertThat(results.at("/cuped/used").asBoolean()).isFalse();
        assertThat(results.at("/cuped/words").asText()).contains("from 500 on");
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
        assertThat(create(Map.of("model", "churn")).expect(422).body()).contains("variants[0].version", "or champion");
        Map<String, Object> nothing = Collections.singletonMap("variants", Arrays.asList(null, null));
        assertThat(create(nothing).expect(422).body()).contains("variants[0]", "variants[1]");
        assertThat(create(Map.of("guardrails", Collections.singletonList(null)))
                        .expect(422)
                        .body())
                .contains("guardrails[0]");
        assertThat(create(Map.of("targeting", Map.of("attributes", Collections.singletonMap("age", null))))
                        .expect(422)
                        .body())
                .contains("targeting.attributes.age");
        assertThat(create(Map.of("cuped", true)).expect(422).body()).contains("out of a MEAN");
        assertThat(create(Map.of("segments", List.of("a", "b", "c", "d", "e", "f")))
                        .expect(422)
                        .body())
                .contains("At most 5");
        create(Map.of("window", "PT0.5S")).expect(422);
        create(Map.of("alpha", "much")).expect(400);
        create(Map.of("unheardOf", 1)).expect(400);
        create(Map.of()).expect(201);
        create(Map.of()).expect(409);
        api.post(path + "/start", "").expect(200);
        assertThat(api.post(path + "/events", event("nobody", "x")).expect(422).body())
                .contains("never assigned", "events[0].unit");
        api.post(path + "/events", Map.of("unit", "u", "event", "click")).expect(422);
        assertThat(api.post(path + "/events", "{\"events\":[null]}").expect(422).body())
                .contains("events[0]");
        api.post(path + "/events", Map.of("unit", "u", "event", "click", "eventId", "x", "value", 2e12))
                .expect(422);
        api.post(path + "/assign", Map.of("unit", " ")).expect(422);
        ask("User-7", Map.of()).expect(200);
        assertThat(api.post(path + "/events", event("User-7 ", "x")).expect(422).body())
                .as("blanks at the end are part of a unit's id, in every database")
                .contains("never assigned");
        JsonNode open = api.get(path + "/results").expect(200).json();
        assertThat(open.path("units").asInt()).isEqualTo(1);
        assertThat(open.path("withinWindow").asInt()).isEqualTo(1);
        assertThat(open.path("sampleRatioP").isNull()).isTrue();
        assertThat(open.path("verdict").asText()).isEqualTo("NO_DATA");
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

    /** Within the window of the unit that has just been assigned, however long the call takes. */
    private static Map<String, Object> now(String unit, String event, int value, String id) {
        return Map.of(
                "unit",
                unit,
                "event",
                event,
                "value",
                value,
                "eventId",
                id,
                "at",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Results once every unit is judged. */
    private JsonNode settled() {
        return Await.until("windows are over", Duration.ofSeconds(30), () -> {
            JsonNode results = api.get(path + "/results").expect(200).json();
            return results.path("withinWindow").asInt() == 0 ? Optional.of(results) : Optional.empty();
        });
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
