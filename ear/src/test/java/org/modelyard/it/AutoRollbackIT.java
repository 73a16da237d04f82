package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A version that is lost while it serves. */
class AutoRollbackIT {

    private static final String NAME = "loans";

    @Test
    void the_last_good_version_comes_back_when_the_one_that_serves_cannot_be_loaded() throws IOException {
        try (ModelyardServer server = ModelyardServer.start(Database.H2, Map.of())) {
            ApiClient api = server.api();
            Journey journey = new Journey(api);
            journey.newLoanDataset(NAME);
            deployNext(journey, 300);
            String bad = deployNext(journey, 500);
            assertThat(serving(api)).contains(bad);
            String sha256 = artifact(api, bad);

            server.kill9();
            damage(server.home(), sha256);
            server.start();

            Await.until("version 1.0.0 to serve again", Journey.LONGEST, () -> serving(api)
                    .filter("1.0.0"::equals));
            JsonNode deployments = api.get("/api/v1/deployments?model=" + NAME)
                    .expect(200)
                    .json()
                    .path("items");
            assertThat(deployments.path(0).path("createdBy").asText()).isEqualTo("server");
            assertThat(deployments.path(1).path("state").asText()).isEqualTo("FAILED");
            assertThat(deployments.path(1).path("problem").asText()).contains("cannot be loaded");
        }
    }

    /** @return the version */
    private static String deployNext(Journey journey, int rows) {
        journey.importCsv(NAME, Journey.loans(rows, rows));
        String version = journey.completed(journey.train(NAME, NAME, ""))
                .path("modelVersion")
                .asText();
        journey.deploy(NAME, version);
        return version;
    }

    private static Optional<String> serving(ApiClient api) {
        ApiClient.Reply reply =
                api.post("/api/v1/models/" + NAME + "/predict", "{\"inputs\":" + Journey.loanInputs(60, 10) + "}");
        return reply.status() == 200
                ? Optional.of(reply.json().at("/predictions/0/version").asText())
                : Optional.empty();
    }

    private static String artifact(ApiClient api, String version) {
        JsonNode artifacts = api.get("/api/v1/models/" + NAME + "/versions/" + version)
                .expect(200)
                .json()
                .path("artifacts");
        return StreamSupport.stream(artifacts.spliterator(), false)
                .filter(artifact -> artifact.path("kind").asText().equalsIgnoreCase("model"))
                .map(artifact -> artifact.path("sha256").asText())
                .findFirst()
                .orElseThrow();
    }

    private static void damage(Path home, String sha256) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            Path artifact = files.filter(Files::isRegularFile)
                    .filter(file -> sha256.endsWith(file.getFileName().toString())
                            || file.getFileName().toString().startsWith(sha256))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(artifact);
            bytes[bytes.length / 2] ^= 1;
            artifact.toFile().setWritable(true);
            Files.write(artifact, bytes);
        }
    }
}
