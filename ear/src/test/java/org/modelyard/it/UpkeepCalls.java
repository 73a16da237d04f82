package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelyard.platform.model.Sha256;

/** Clean-up and archiving of a model, on a server where a second is a long time. */
record UpkeepCalls(ModelyardServer server, String name) {

    /** What a server needs for it. */
    static final Map<String, String> IMPATIENT = Map.of(
            "MODELYARD_CLEANUP_GRACE", "PT1S",
            "MODELYARD_CLEANUP_DELETED", "PT1S",
            "MODELYARD_ARCHIVING_UNUSED", "PT1S",
            "MODELYARD_ARCHIVING_KEEP", "1");

    private static final Duration SOON = Duration.ofMinutes(1);

    /** The model has 1.0.0, which serves, and 1.0.1. */
    void cleanAndArchive() throws IOException {
        ApiClient api = server.api();
        Journey journey = new Journey(api);
        String versions = "/api/v1/models/" + name + "/versions/";
        journey.importCsv(name, Journey.loans(200, 9));
        journey.completed(journey.train(name, name, ""));
        String deleted = journey.learned(name, "1.0.2");
        String serving = journey.learned(name, "1.0.0");
        api.delete(versions + "1.0.2").expect(204);
        byte[] stray = (name + " stray").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path orphan = file(Sha256.hex(stray));
        Files.createDirectories(orphan.getParent());
        Files.write(orphan, stray);
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

        JsonNode told = run("clean-ups", "{\"dryRun\":true}", what -> what.contains("VERSION " + name + "/1.0.2"));
        assertThat(told(told))
                .contains("VERSION " + name + "/1.0.2", "FILE " + Sha256.hex(stray), "FILE " + deleted)
                .doesNotContain("FILE " + serving);
        assertThat(told.path("bytes").asLong()).isGreaterThan(stray.length);
        assertThat(orphan).exists();
        JsonNode done = run("clean-ups", "{\"dryRun\":false}", what -> true);
        assertThat(told(done)).containsExactlyInAnyOrderElementsOf(told(told));
        assertThat(orphan).doesNotExist();
        assertThat(file(deleted)).doesNotExist();
        assertThat(file(serving)).exists();
        assertThat(told(run("clean-ups", "{\"dryRun\":true}", what -> true))).doesNotContainAnyElementsOf(told(done));
        assertThat(api.post(versions + "1.0.2/restore", "").expect(409).body()).contains("clean-up");
        assertThat(api.get("/api/v1/audit?subject=model/" + name + "/1.0.2")
                        .expect(200)
                        .body())
                .contains("model.clean");

        String next = journey.completed(journey.train(name, name, ""))
                .path("modelVersion")
                .asText();
        assertThat(next).as("numbers are given once").isEqualTo("1.0.3");
        JsonNode unused = run("archivings", "{\"dryRun\":true}", what -> what.contains("ARCHIVED " + name + "/1.0.1"));
        assertThat(told(unused)).doesNotContain("ARCHIVED " + name + "/1.0.0", "ARCHIVED " + name + "/1.0.3");
        assertThat(told(run("archivings", "{}", what -> true))).isEqualTo(told(unused));
        assertThat(stage(versions + "1.0.1")).isEqualTo("ARCHIVED");
        api.post(versions + "1.0.1/restore", "").expect(200);
        assertThat(stage(versions + "1.0.1")).isEqualTo("READY");
        api.post("/api/v1/clean-ups", "{\"dry\":true}").expect(400);
        api.get("/api/v1/clean-ups/" + unused.path("id").asText()).expect(404);
    }

    /** Again until it finds what is awaited: things must have been there for a second. */
    private JsonNode run(String kind, String wish, java.util.function.Predicate<List<String>> awaited) {
        return Await.until(kind, SOON, () -> {
            String id = server.api()
                    .post("/api/v1/" + kind, wish)
                    .expect(202)
                    .json()
                    .required("id")
                    .textValue();
            JsonNode ended = Await.state(server.api(), "/api/v1/" + kind + "/" + id, SOON, "COMPLETED", "FAILED")
                    .json();
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
            return java.util.Optional.of(ended).filter(found -> awaited.test(told(found)));
        });
    }

    private static List<String> told(JsonNode upkeep) {
        List<String> told = new ArrayList<>();
        upkeep.path("items")
                .forEach(item -> told.add(
                        item.path("kind").asText() + " " + item.path("what").asText()));
        return told;
    }

    private String stage(String version) {
        return server.api().get(version).expect(200).json().path("stage").asText();
    }

    private Path file(String sha256) {
        return server.home()
                .resolve("artifacts")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }
}
