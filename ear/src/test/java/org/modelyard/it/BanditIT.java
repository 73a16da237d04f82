package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.serving.model.StickyHash;

/** A bandit over banners from its plan to its second round, and what other policies would have earned. */
@OnBothDatabases
class BanditIT {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final int UNITS = 60;
    private static final double FLOOR = 0.1;

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "banner-" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = EXPERIMENTS + "/" + name;

    BanditIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void a_bandit_gives_more_of_what_was_clicked_and_units_keep_what_they_have() {
        JsonNode made = create(thompson()).expect(201).json();
        assertThat(made.at("/plan/rule").asText()).isEqualTo("BAYESIAN");
        assertThat(made.at("/plan/allocation/floor").asDouble()).isEqualTo(FLOOR);
        assertThat(api.get(path + "/rounds").expect(200).json().path("items")).isEmpty();
        api.post(path + "/off-policy", Map.of("always", "a")).expect(409);
        api.post(path + "/start", "").expect(200);

        String salt = made.path("salt").asText();
        Map<String, JsonNode> first = new HashMap<>();
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            String unit = "u" + i;
            JsonNode given = ask(unit);
            // the window is longer than this loop: nobody is judged, and the first round goes on
            assertThat(given.path("round").asInt()).isEqualTo(1);
            assertThat(given.path("propensity").asDouble()).isEqualTo(0.5);
            assertThat(given.path("variant").asText()).isEqualTo(StickyHash.bucket(salt, unit) < 5_000 ? "a" : "b");
            first.put(unit, given);
            if (given.path("variant").asText().equals("b")) {
                events.add(Map.of("unit", unit, "event", "click", "eventId", unit, "at", now()));
            }
        }
        api.post(path + "/events", Map.of("events", events)).expect(200);
        JsonNode round = Await.until("a round that rests on all units", Duration.ofSeconds(40), () -> {
            JsonNode newest =
                    api.get(path + "/rounds?limit=1").expect(200).json().at("/items/0");
            boolean clicked = newest.at("/arms/1/successes").asInt() == events.size();
            return judged(newest) == UNITS && clicked ? Optional.of(newest) : Optional.empty();
        });
        assertThat(round.at("/arms/0/propensity").asDouble()).isEqualTo(FLOOR);
        assertThat(round.at("/arms/1/propensity").asDouble()).isCloseTo(1 - FLOOR, within(1e-9));
        assertThat(round.at("/arms/1/chanceToBeBest").asDouble()).isGreaterThan(0.99);

        first.forEach((unit, given) -> assertThat(ask(unit)).as(unit).isEqualTo(given));
        for (int i = 0; i < 20; i++) {
            JsonNode later = ask("later-" + i);
            boolean rare = StickyHash.bucket(salt, "later-" + i) < 1_000;
            assertThat(later.path("round").asInt()).isGreaterThan(1);
            assertThat(later.path("variant").asText()).isEqualTo(rare ? "a" : "b");
            assertThat(later.path("propensity").asDouble()).isCloseTo(rare ? FLOOR : 1 - FLOOR, within(1e-9));
        }
        told();
        estimated(events.size());
        JsonNode all = api.get(path + "/rounds").expect(200).json().path("items");
        JsonNode oldest = all.get(all.size() - 1);
        assertThat(oldest.path("round").asInt()).isEqualTo(1);
        assertThat(oldest.path("next").isNull()).isTrue();
        api.post(path + "/stop", "").expect(200);
        assertThat(api.get(path + "/rounds?limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/next")
                        .isNull())
                .isTrue();
        assertThat(api.get(path + "/results")
                        .expect(200)
                        .json()
                        .at("/allocation/next")
                        .isNull())
                .isTrue();
        api.delete(path).expect(204);
        api.get(path + "/rounds").expect(404);
    }

    private void told() {
        JsonNode results = api.get(path + "/results").expect(200).json();
        assertThat(results.path("verdict").asText()).as(results.toString()).isEqualTo("INFORMATION");
        assertThat(results.path("winner").isNull()).isTrue();
        assertThat(results.path("recommendation").asText()).contains("No winner is claimed", "'b' is the best");
        assertThat(results.path("units").asInt()).isEqualTo(UNITS + 20);
        assertThat(results.path("sampleRatioP").asDouble()).isGreaterThan(0.001);
        assertThat(results.at("/allocation/strategy").asText()).isEqualTo("THOMPSON");
        assertThat(results.at("/allocation/arms/1/chanceToBeBest").asDouble()).isGreaterThan(0.9);
        assertThat(results.at("/comparisons/0/better").asBoolean()).isFalse();
    }

    /** @param given units of the first round that got b, all of which clicked; the later ones may still click */
    private void estimated(int given) {
        JsonNode found = api.post(path + "/off-policy", Map.of("always", "b"))
                .expect(200)
                .json();
        assertThat(found.path("units").asInt()).as(found.toString()).isGreaterThanOrEqualTo(UNITS);
        assertThat(found.path("estimates").findValuesAsText("method")).containsExactly("IPS", "SNIPS", "DR");
        if (found.path("units").asInt() == UNITS) {
            assertThat(found.path("effectiveSample").asDouble()).isCloseTo(given, within(1e-6));
            assertThat(found.at("/estimates/0/estimate").asDouble()).isCloseTo(given / 0.5 / UNITS, within(1e-9));
            assertThat(found.at("/estimates/1/estimate").asDouble()).isCloseTo(1, within(1e-9));
        }
        assertThat(found.path("warning").asText()).contains("too few to trust");
        assertThat(api.post(path + "/off-policy", Map.of("shares", Map.of("a", 0.5, "b", 0.4)))
                        .expect(422)
                        .body())
                .contains("add up to 0.9");
        assertThat(api.post(path + "/off-policy", Map.of("always", "c"))
                        .expect(422)
                        .body())
                .contains("there are a, b");
        api.post(path + "/off-policy", Map.of()).expect(422);
        api.post(path + "/off-policy", Map.of("unheardOf", 1)).expect(400);
        server.as(Role.VIEWER).post(path + "/off-policy", Map.of("always", "a")).expect(200);
        api.post(EXPERIMENTS + "/no-such/off-policy", Map.of("always", "a")).expect(404);
    }

    @Test
    void what_a_bandit_does_not_allow_is_refused_and_fixed_shares_are_estimated_too() {
        Map<String, Object> tested = thompson();
        tested.put("rule", "SEQUENTIAL");
        assertThat(create(tested).expect(422).body()).contains("rule", "BAYESIAN");
        Map<String, Object> earned = thompson();
        earned.put("metric", Map.of("kind", "MEAN", "event", "revenue"));
        assertThat(create(earned).expect(422).body()).contains("allocation.strategy", "PROPORTION");
        Map<String, Object> wide = thompson();
        wide.put("allocation", Map.of("strategy", "THOMPSON", "floor", 0.7));
        assertThat(create(wide).expect(422).body()).contains("allocation.floor");
        Map<String, Object> unheard = thompson();
        unheard.put("allocation", Map.of("strategy", "GREEDY"));
        create(unheard).expect(400);

        create(new HashMap<>(Map.of("window", "PT1S"))).expect(201);
        api.post(path + "/start", "").expect(200);
        assertThat(ask("u1").has("propensity")).isFalse();
        ask("u2");
        JsonNode found = Await.until("a unit is judged", Duration.ofSeconds(30), () -> {
            Reply reply = api.post(path + "/off-policy", Map.of("shares", Map.of("a", 0.5, "b", 0.5)));
            return reply.status() == 200 ? Optional.of(reply.json()) : Optional.empty();
        });
        assertThat(found.path("rounds").asInt()).isEqualTo(1);
        assertThat(found.path("earned").asDouble()).isZero();
        assertThat(api.get(path + "/rounds").expect(200).json().path("items")).isEmpty();
        assertThat(api.get(path + "/results")
                        .expect(200)
                        .json()
                        .path("allocation")
                        .isNull())
                .isTrue();
        api.post(path + "/stop", "").expect(200);
    }

    @Test
    void a_draft_is_planned_anew_until_it_starts() {
        JsonNode made = create(Map.of("layer", "front")).expect(201).json();
        Reply seen = api.get(path).expect(200);
        String tag = seen.header("ETag").orElseThrow();
        assertThat(change(thompson(), Map.of("If-Match", "\"7\"")).expect(412).body())
                .contains("has changed since you read it");
        Map<String, Object> wrong = thompson();
        wrong.put("rule", "SEQUENTIAL");
        assertThat(change(wrong, Map.of()).expect(422).body()).contains("rule", "BAYESIAN");
        wrong.put("name", "other");
        assertThat(change(wrong, Map.of()).expect(422).body()).contains("keeps its name");

        Reply changed = change(thompson(), Map.of("If-Match", tag)).expect(200);
        assertThat(changed.json().at("/plan/rule").asText()).isEqualTo("BAYESIAN");
        assertThat(changed.json().at("/plan/layer").isNull())
                .as("what is left out has its default")
                .isTrue();
        assertThat(changed.json().path("salt")).isEqualTo(made.path("salt"));
        assertThat(changed.header("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(change(thompson(), Map.of()).expect(200).header("ETag"))
                .as("the same again changes nothing")
                .isEqualTo(changed.header("ETag"));
        assertThat(api.get(path).expect(200).json()).isEqualTo(changed.json());
        JsonNode audited = api.get("/api/v1/audit?subject=experiment/" + name)
                .expect(200)
                .json()
                .path("items");
        assertThat(audited.toString())
                .containsOnlyOnce("experiment.change")
                .contains(name + ": layer, rule, windowMillis, allocation");
        server.as(Role.REVIEWER).send("PUT", path, "{}", Map.of()).expect(403);

        api.post(path + "/start", "").expect(200);
        assertThat(ask("u1").path("round").asInt())
                .as("it starts as it was planned last")
                .isEqualTo(1);
        assertThat(change(thompson(), Map.of()).expect(409).body()).contains("RUNNING", "keeps the plan");
        api.post(path + "/stop", "").expect(200);
        change(thompson(), Map.of()).expect(409);
        api.send("PUT", EXPERIMENTS + "/no-such", "{}", Map.of("Content-Type", "application/json"))
                .expect(404);
    }

    private Reply change(Map<String, Object> more, Map<String, String> headers) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "variants", List.of(Map.of("name", "a"), Map.of("name", "b")), "metric", Map.of("event", "click")));
        body.putAll(more);
        Map<String, String> sent = new HashMap<>(headers);
        sent.put("Content-Type", "application/json");
        return api.send("PUT", path, new ObjectMapper().valueToTree(body).toString(), sent);
    }

    private Map<String, Object> thompson() {
        return new HashMap<>(Map.of(
                "window", "PT5S", "allocation", Map.of("strategy", "THOMPSON", "every", "PT1S", "floor", FLOOR)));
    }

    private Reply create(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                name,
                "variants",
                List.of(Map.of("name", "a"), Map.of("name", "b")),
                "metric",
                Map.of("event", "click")));
        body.putAll(more);
        return api.post(EXPERIMENTS, body);
    }

    private JsonNode ask(String unit) {
        return api.post(path + "/assign", Map.of("unit", unit)).expect(200).json();
    }

    private static int judged(JsonNode round) {
        return round.at("/arms/0/units").asInt() + round.at("/arms/1/units").asInt();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
