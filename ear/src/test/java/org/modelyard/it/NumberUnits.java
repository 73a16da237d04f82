package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.modelyard.serving.model.StickyHash;

/** Who asks a model of numbers ({@link NumbersInService}) in one environment: units 0, 1 and so on, each about a number above 0. */
record NumberUnits(ApiClient api, String model, String environment) {

    /** The highest that is asked about. */
    private static final int NUMBERS = 199;

    static String name(int unit) {
        return "user-" + unit;
    }

    /** What a unit asks about: of sixty units some ask about less than a hundred, and some about more. */
    static int x(int unit) {
        return 1 + 3 * unit % NUMBERS;
    }

    /** Whether a rollout that gives half of the units to its candidate gives this one. */
    static boolean half(String salt, int unit) {
        return StickyHash.bucket(salt, name(unit)) < StickyHash.BUCKETS / 2;
    }

    /** Those below that a rollout of one half gives to its candidate, or to its champion. */
    static List<Integer> side(String salt, boolean candidate, int below) {
        return IntStream.range(0, below)
                .filter(unit -> half(salt, unit) == candidate)
                .boxed()
                .toList();
    }

    /** @return the answers to all units below, in their order */
    List<JsonNode> below(int units) {
        return of(IntStream.range(0, units).boxed().toList());
    }

    /** @return the answers to these units, in their order, in one request */
    List<JsonNode> of(List<Integer> units) {
        return answered("", units);
    }

    /** The same, of a version or {@code champion}. */
    List<JsonNode> of(String version, List<Integer> units) {
        return answered(version, units);
    }

    private List<JsonNode> answered(String version, List<Integer> units) {
        Map<String, Object> body = new HashMap<>();
        body.put("environment", environment);
        body.put(
                "rows",
                units.stream()
                        .map(unit -> Map.of("unit", name(unit), "inputs", Map.of("x", x(unit))))
                        .toList());
        if (!version.isEmpty()) {
            body.put("version", version);
        }
        List<JsonNode> answers = new ArrayList<>();
        api.post("/api/v1/models/" + model + "/predict", body)
                .expect(200)
                .json()
                .required("predictions")
                .forEach(answers::add);
        return answers;
    }

    /** @return what the answers say in a field, each once */
    static Set<String> said(String field, List<JsonNode> answers) {
        Set<String> said = new TreeSet<>();
        answers.forEach(answer -> said.add(answer.path(field).asText()));
        return said;
    }
}
