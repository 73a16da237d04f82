package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
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

    static String body(String unit) {
        return "{\"inputs\":" + Journey.loanInputs(50, 1) + ",\"unit\":\"" + unit + "\"}";
    }
}
