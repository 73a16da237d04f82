package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predictions about loans, of one unit each. */
record UnitCalls(ApiClient api, String model) {

    /**
     * @param unit null for none
     * @param more fields of the request
     */
    JsonNode one(@Nullable String unit, String more) {
        String body = unit == null
                ? "{\"inputs\":" + Journey.loanInputs(50, 1) + "}"
                : body(unit).replace("\"unit\"", more.isEmpty() ? "\"unit\"" : more + ",\"unit\"");
        return api.post("/api/v1/models/" + model + "/predict", body)
                .expect(200)
                .json()
                .at("/predictions/0");
    }

    /**
     * Of the units user-0, user-1 and so on, each with what is known of it.
     *
     * @return answers in the units' order
     */
    List<JsonNode> many(String where, int count) {
        List<Map<String, Object>> rows = IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of(
                        "inputs",
                        Map.of("income", 30 + i % 40, "debt", i % 10, "job", "employed"),
                        "attributes",
                        Map.of("tier", i % 2 == 0 ? "gold" : "tin", "spendBefore", i),
                        "unit",
                        "user-" + i))
                .toList();
        List<JsonNode> answers = new ArrayList<>();
        api.post(where, Map.of("rows", rows))
                .expect(200)
                .json()
                .path("predictions")
                .forEach(answers::add);
        return answers;
    }

    /** A plan of what answers are worth, less what was known of the units. */
    static Map<String, Object> worth() {
        return Map.of(
                "metric",
                Map.of("source", "FEEDBACK", "kind", "MEAN", "event", "value"),
                "rule",
                "SEQUENTIAL",
                "window",
                "PT1S",
                "cuped",
                true,
                "covariate",
                Map.of("attribute", "spendBefore"));
    }

    static String body(String unit) {
        return "{\"inputs\":" + Journey.loanInputs(50, 1) + ",\"unit\":\"" + unit + "\"}";
    }
}
