package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.RolloutCalls.Begun;

/** Versions follow each other while they are asked: all at once, as a chain step by step and in a test, and one after the other without a pause. */
@OnBothDatabases
class TakingOverIT {

    private static final String PRODUCTION = "production";
    private static final int UNITS = 60;
    private static final int DEPLOYMENTS = 20;
    /** The least number that the versions answer with about a hundred. */
    private static final int HIGH = 100;

    private static final String PLAIN = "1.0.0";
    private static final String NEXT = "1.0.1";

    private final ApiClient api;
    private final String name = "followed-" + UUID.randomUUID().toString().substring(0, 8);
    private final RolloutCalls rollouts;
    private final NumberUnits units;
    private String chain = "";

    TakingOverIT(ModelyardServer server) {
        this.api = server.api();
        this.rollouts = new RolloutCalls(api, name);
        this.units = new NumberUnits(api, name, PRODUCTION);
    }

    @Test
    void versions_follow_each_other_while_they_are_asked() throws InterruptedException {
        NumbersInService numbers = new NumbersInService(api, name);
        numbers.make(0, 1);
        chain = numbers.add(chained());
        rollouts.serves(PRODUCTION, PLAIN);

        blue_green_takes_over_all_at_once_and_goes_back_at_once();
        a_chain_is_tested_against_a_plain_version();
        a_chain_is_rolled_out_step_by_step();
        no_request_is_dropped_while_deployments_follow_each_other();
    }

    private void blue_green_takes_over_all_at_once_and_goes_back_at_once() {
        List<Integer> one = List.of(1);
        assertThat(NumberUnits.said("version", units.of(NEXT, one)))
                .as("asked beside what serves, before anything is turned over")
                .containsExactly(NEXT);
        Begun turned = rollouts.begin(PRODUCTION, NEXT, blueGreen(false));
        Await.until("all is turned over", RolloutCalls.PATIENCE, () -> Optional.of(answeredAlike())
                .filter("candidate"::equals));
        JsonNode waiting = rollouts.in("RUNNING", turned);
        assertThat(waiting.path("percent").asDouble()).isEqualTo(100);
        assertThat(waiting.path("verdicts")).isEmpty();
        assertThat(NumberUnits.said("version", units.of("champion", one)))
                .as("kept loaded")
                .containsExactly(PLAIN);

        api.post(turned.path() + "/abort", "{}").expect(200);
        long aborted = System.nanoTime();
        Await.until("all is turned back", RolloutCalls.PATIENCE, () -> Optional.of(answeredAlike())
                .filter("main"::equals));
        assertThat(Duration.ofNanos(System.nanoTime() - aborted)).isLessThan(Duration.ofSeconds(1));
        assertThat(NumberUnits.said("version", units.below(UNITS))).containsExactly(PLAIN);

        Begun again = rollouts.begin(PRODUCTION, NEXT, blueGreen(true));
        rollouts.in("PROMOTED", again);
        assertThat(rollouts.kinds(again)).containsExactly("ASKED", "STARTED", "PROMOTED");
        allAnsweredBy(NEXT);
        Await.until("what was promoted is no candidate", RolloutCalls.PATIENCE, () -> Optional.of(answeredAlike())
                .filter("main"::equals));
    }

    private void allAnsweredBy(String version) {
        Await.until(version + " to answer all", RolloutCalls.PATIENCE, () -> Optional.of(
                        NumberUnits.said("version", units.below(UNITS)))
                .filter(Set.of(version)::equals));
    }

    /** @return the variant that answers, which at any time is one for all units */
    private String answeredAlike() {
        Set<String> variants = NumberUnits.said("variant", units.below(UNITS));
        assertThat(variants).as("never some of both").hasSize(1);
        return variants.iterator().next();
    }

    private static String blueGreen(boolean promote) {
        return "{\"type\":\"BLUE_GREEN\",\"steps\":[{\"duration\":\"PT0S\",\"requests\":0}],\"promote\":" + promote
                + "}";
    }

    private void a_chain_is_tested_against_a_plain_version() {
        String path = "/api/v1/experiments/" + name;
        String salt = api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "model",
                                name,
                                "variants",
                                List.of(
                                        Map.of("name", "plain", "version", "champion"),
                                        Map.of("name", "chain", "version", chain)),
                                "metric",
                                Map.of("source", "FEEDBACK", "event", "used"),
                                "rule",
                                "EXACT",
                                "window",
                                "PT1S"))
                .expect(201)
                .json()
                .path("salt")
                .asText();
        api.post(path + "/start", "").expect(200);
        List<JsonNode> answers =
                Await.until("units are divided", RolloutCalls.PATIENCE, () -> Optional.of(units.below(UNITS))
                        .filter(all -> !NumberUnits.said("variant", all).contains("main")));
        for (int unit = 0; unit < UNITS; unit++) {
            JsonNode answer = answers.get(unit);
            if (NumberUnits.half(salt, unit)) {
                assertThat(answer.path("variant").asText()).isEqualTo("plain");
                assertThat(answer.path("version").asText()).isEqualTo(NEXT);
            } else {
                assertThat(answer.path("variant").asText()).isEqualTo("chain");
                by_the_member_that_its_condition_names(answer, unit);
            }
        }
        JsonNode results = Await.until("the log has all units", RolloutCalls.PATIENCE, () -> Optional.of(
                        api.get(path + "/results").expect(200).json())
                .filter(one -> one.path("units").asInt() == UNITS
                        && one.path("withinWindow").asInt() == 0));
        assertThat(results.at("/variants/1/units").asInt())
                .as(results.toString())
                .isEqualTo(NumberUnits.side(salt, false, UNITS).size());
        api.post(path + "/stop", "").expect(200);
    }

    private void a_chain_is_rolled_out_step_by_step() {
        Begun gradual = rollouts.begin(
                PRODUCTION,
                chain,
                "{\"type\":\"GRADUAL\",\"judgement\":{\"metrics\":[\"ERRORS\"],\"minimum\":10},\"steps\":["
                        + "{\"percent\":50,\"duration\":\"PT0S\",\"requests\":10},"
                        + "{\"percent\":100,\"duration\":\"PT0S\",\"requests\":0}]}");
        rollouts.in("RUNNING", gradual);
        List<JsonNode> answers = units.below(UNITS);
        for (int unit = 0; unit < UNITS; unit++) {
            JsonNode answer = answers.get(unit);
            boolean candidate = NumberUnits.half(gradual.salt(), unit);
            assertThat(answer.path("variant").asText()).isEqualTo(candidate ? "candidate" : "champion");
            if (candidate) {
                by_the_member_that_its_condition_names(answer, unit);
            } else {
                assertThat(answer.path("version").asText()).isEqualTo(NEXT);
            }
        }
        rollouts.in("PROMOTED", gradual);
        assertThat(rollouts.kinds(gradual)).containsExactly("ASKED", "STARTED", "ADVANCED", "PROMOTED");
        allAnsweredBy(chain);
    }

    private void by_the_member_that_its_condition_names(JsonNode answer, int unit) {
        boolean high = NumberUnits.x(unit) >= HIGH;
        assertThat(answer.path("version").asText()).isEqualTo(chain);
        assertThat(answer.path("answeredBy").asText()).isEqualTo(name + " " + (high ? PLAIN : NEXT));
        assertThat(answer.path("because").asText())
                .contains("its answer counts")
                .satisfies(because -> assertThat(because.contains("its condition does not hold"))
                        .isEqualTo(!high));
        assertThat(answer.path("value").asDouble()).isEqualTo(high ? HIGH : 1);
    }

    /** What it learns of a hundred and more is what 1.0.0 says, and else what 1.0.1 does. */
    private String chained() {
        return "{\"scorer\":{\"type\":\"chain\",\"steps\":[{\"model\":\"" + name + "\",\"version\":\"" + PLAIN
                + "\",\"when\":\"x >= 100\"},{\"model\":\"" + name + "\",\"version\":\"" + NEXT + "\"}]}}";
    }

    /** Half of them are loaded and tried behind the request that asks for them, half within it. */
    private void no_request_is_dropped_while_deployments_follow_each_other() throws InterruptedException {
        Set<String> deployed = new HashSet<>(Set.of(chain));
        String latest = chain;
        try (Askers askers = new Askers(List.of(api, api, api, api), name)) {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                latest = List.of(PLAIN, NEXT, chain).get(i % 3);
                deployed.add(latest);
                if (i % 2 == 0) {
                    rollouts.serves(PRODUCTION, latest);
                } else {
                    new Journey(api).deploy(name, latest);
                }
            }
            askers.answeredBy(latest);
            for (Askers.Answer answer : askers.stopped()) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(deployed).as(answer.body()).contains(answer.version());
                assertThat(answer.value())
                        .as("what version %s answers", answer.version())
                        .isEqualTo(answer.version().equals(NEXT) ? HIGH + 1 : HIGH);
            }
        }
    }
}
