package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Versions of a model on their way into service, one in each environment at the same time. */
record RolloutCalls(ApiClient api, String model) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A rollout: its path, and its candidate's deployment, by which units are divided. */
    record Begun(String path, String salt) {}

    /** From now on the version serves there. @return its deployment */
    String serves(String environment, String version) {
        return api.post(
                        "/api/v1/models/" + model + "/versions/" + version + "/promote",
                        Map.of("environment", environment))
                .expect(200)
                .json()
                .required("id")
                .asText();
    }

    Begun begin(String environment, String version, String strategy) {
        return begin(environment, version, strategy, "");
    }

    /** @param more fields of the candidate's deployment, each behind a comma */
    Begun begin(String environment, String version, String strategy, String more) {
        String salt = api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + model + "\",\"version\":\"" + version + "\",\"environment\":\"" + environment
                                + "\",\"strategy\":" + strategy + more + "}")
                .expect(202)
                .json()
                .required("id")
                .asText();
        String id = api.get("/api/v1/rollouts?deployment=" + salt)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        return new Begun("/api/v1/rollouts/" + id, salt);
    }

    /** @return the rollout when it is in this state */
    JsonNode in(String state, Begun rollout) {
        return Await.state(api, rollout.path(), PATIENCE, state).json();
    }

    List<String> kinds(Begun rollout) {
        return api.get(rollout.path() + "/events")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("kind");
    }

    /** Outcome of the verdict that was stored last. */
    String stored(Begun rollout) {
        return api.get(rollout.path() + "/verdicts")
                .expect(200)
                .json()
                .at("/items/0/outcome")
                .asText();
    }
}
