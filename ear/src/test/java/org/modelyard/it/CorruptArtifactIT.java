package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A model whose bytes changed on disk does not serve, and what served goes on. */
@OnBothDatabases
class CorruptArtifactIT {

    private final ModelyardServer server;
    private final ApiClient api;
    private final Journey journey;
    private final String name = "corrupt-" + UUID.randomUUID().toString().substring(0, 8);

    CorruptArtifactIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void its_deployment_fails_with_a_plain_reason() throws IOException {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(500, 7));
        journey.completed(journey.train(name, name, ""));
        journey.deploy(name, "1.0.0");
        journey.importCsv(name, Journey.loans(500, 8));
        String next = journey.completed(journey.train(name, name, ""))
                .path("modelVersion")
                .asText();
        String sha256 = journey.learned(name, next);
        Path artifact = artifact(sha256);
        byte[] good = Files.readAllBytes(artifact);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(artifact, bad);

        JsonNode failed = deployed(next);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("problem").asText())
                .contains(name + " " + next, sha256, "SHA-256")
                .doesNotContain("Exception", "org.modelyard");
        assertThat(served()).isEqualTo("1.0.0");
        String pinned = api.post("/api/v1/models/" + name + "/predict", body(",\"version\":\"" + next + "\""))
                .expect(409)
                .json()
                .path("detail")
                .asText();
        assertThat(pinned).contains("SHA-256").doesNotContain("Exception");

        Files.write(artifact, good);
        assertThat(deployed(next).path("state").asText()).isEqualTo("ACTIVE");
        assertThat(served()).isEqualTo(next);
    }

    private JsonNode deployed(String version) {
        String id = api.post("/api/v1/deployments", "{\"model\":\"" + name + "\",\"version\":\"" + version + "\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        return Await.state(api, "/api/v1/deployments/" + id, Journey.LONGEST, "ACTIVE", "FAILED")
                .json();
    }

    private String served() {
        return api.post("/api/v1/models/" + name + "/predict", body(""))
                .expect(200)
                .json()
                .at("/predictions/0/version")
                .asText();
    }

    private static String body(String more) {
        return "{\"inputs\":" + Journey.loanInputs(50, 10) + more + "}";
    }

    private Path artifact(String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("artifacts"))) {
            return files.filter(file -> file.getFileName().toString().equals(sha256))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
