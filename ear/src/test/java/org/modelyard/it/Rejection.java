package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/** Somebody rejects a version while it comes into service. */
final class Rejection {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORDS = "it refuses too many";

    private Rejection() {}

    /** The rollout that has its share ends, and the history says why; leaves no policy behind. */
    static void ends(ApiClient api, String model, JsonNode rollout) {
        String path = "/api/v1/rollouts/" + rollout.path("id").asText();
        String policy = "/api/v1/models/" + model + "/policy";
        api.send("PUT", policy, "{\"gates\":{\"accuracy\":{\"min\":0.01}}}", Map.of("Content-Type", "application/json"))
                .expect(200);
        String candidate = rollout.path("candidate").asText();
        api.post(
                        "/api/v1/models/" + model + "/versions/" + candidate + "/approvals",
                        Map.of("decision", "REJECTED", "comment", WORDS))
                .expect(200);
        JsonNode ended = Await.state(api, path, PATIENCE, "ROLLED_BACK").json();
        assertThat(ended.path("standing").asText())
                .contains(model + " " + candidate + " may not serve production", WORDS);
        JsonNode events = api.get(path + "/events").expect(200).json().path("items");
        assertThat(events.findValuesAsText("kind")).contains("ROLLED_BACK").doesNotContain("ADVANCED", "PROMOTED");
        assertThat(events.findValuesAsText("words"))
                .anySatisfy(words -> assertThat(words).contains(WORDS));
        api.delete(policy).expect(204);
    }
}
