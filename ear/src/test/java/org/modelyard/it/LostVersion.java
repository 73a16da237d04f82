package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A version that serves, and whose file is damaged while the server is gone: it can be loaded no more, and the one before comes back by itself. */
record LostVersion(ModelyardServer server, String sha256) {

    private static final String NAME = "lost";

    static LostVersion serving(ModelyardServer server) {
        new NumbersInService(server.api(), NAME).make(0, 1);
        Journey journey = new Journey(server.api());
        journey.deploy(NAME, "1.0.0");
        journey.deploy(NAME, "1.0.1");
        return new LostVersion(server, journey.learned(NAME, "1.0.1"));
    }

    void damaged() {
        FlippedByte.of(server, sha256);
    }

    /** @return the id of the one answer that was asked for, when it served */
    String cameBack() {
        ApiClient api = server.api();
        JsonNode deployments = Await.until("version 1.0.0 to serve again", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/deployments?model=" + NAME)
                                .expect(200)
                                .json()
                                .path("items"))
                .filter(items -> items.at("/0/version").asText().equals("1.0.0")
                        && items.at("/0/state").asText().equals("ACTIVE")));
        assertThat(deployments.at("/0/createdBy").asText()).isEqualTo("server");
        assertThat(deployments.at("/1/state").asText()).isEqualTo("FAILED");
        assertThat(deployments.at("/1/problem").asText()).contains("cannot be loaded");
        JsonNode answer = new Journey(api).predict(NAME, "{\"x\":150}").path(0);
        assertThat(answer.path("version").asText()).isEqualTo("1.0.0");
        return answer.path("inferenceId").asText();
    }
}
