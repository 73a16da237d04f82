package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looking at every stored file finds what is damaged or missing before somebody needs it. */
@OnBothDatabases
class ScrubIT {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final ModelyardServer server;
    private final ApiClient api;
    private final String name = "scrub-" + UUID.randomUUID().toString().substring(0, 8);

    ScrubIT(ModelyardServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void damaged_and_missing_files_are_found_told_and_counted() throws IOException {
        RunCalls calls = new RunCalls(server, name);
        String run = calls.begin();
        List<String> files = List.of("good", "damaged", "missing").stream()
                .map(word -> calls.put(run + "/artifacts/" + word, name + word)
                        .expect(200)
                        .json()
                        .path("sha256")
                        .asText())
                .toList();
        new Journey(api).newLoanDataset(name);
        new Journey(api).importCsv(name, Journey.loans(100, 3));
        Path damaged = calls.file(files.get(1));
        byte[] good = Files.readAllBytes(damaged);
        Files.writeString(damaged, "other bytes");
        Path missing = calls.file(files.get(2));
        byte[] gone = Files.readAllBytes(missing);
        Files.delete(missing);
        assertThat(api.get(run + "/artifacts/missing").expect(409).body()).contains("damaged or missing");

        JsonNode scrub = scrubbed();
        assertThat(scrub.path("checked").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(scrub.path("bytes").asLong()).isPositive();
        assertThat(scrub.path("damaged").asLong()).isPositive();
        assertThat(scrub.path("missing").asLong()).isPositive();
        assertThat(scrub.path("findings"))
                .anyMatch(found -> found.path("sha256").asText().equals(files.get(1))
                        && found.path("problem").asText().equals("DAMAGED")
                        && found.path("actual").asText().length() == 64
                        && found.path("refers").asText().contains("damaged"))
                .anyMatch(found -> found.path("sha256").asText().equals(files.get(2))
                        && found.path("problem").asText().equals("MISSING"))
                .noneMatch(found -> found.path("sha256").asText().equals(files.get(0)));
        for (String file : files.subList(1, 3)) {
            Await.until("an alert of " + file, LONGEST, () -> Optional.of(
                            api.get("/api/v1/alerts?limit=500").body())
                    .filter(alerts -> alerts.contains("artifact/" + file)));
        }
        assertThat(api.get("/api/v1/alerts?limit=500").body()).doesNotContain("artifact/" + files.get(0));

        Files.write(damaged, good);
        Files.write(missing, gone);
        JsonNode again = scrubbed();
        assertThat(again.path("findings").findValuesAsText("sha256")).doesNotContainAnyElementsOf(files);
        assertThat(again.path("checked").asLong())
                .isGreaterThanOrEqualTo(scrub.path("checked").asLong());
        assertThat(api.get("/api/v1/scrubs?limit=1").expect(200).json().at("/items/0/id"))
                .isEqualTo(again.path("id"));
        api.get("/api/v1/scrubs/" + UUID.randomUUID()).expect(404);
        api.post("/api/v1/batch/jobs/scrub/executions", Map.of("parameters", Map.of("scrub", "x")))
                .expect(422);
    }

    private JsonNode scrubbed() {
        JsonNode begun = api.post("/api/v1/batch/jobs/scrub/executions", "{}")
                .expect(202)
                .json();
        String execution =
                "/api/v1/batch/executions/" + begun.path("executionId").asText();
        JsonNode ended = Await.until("the scrub", LONGEST, () -> Optional.of(
                        api.get(execution).expect(200).json())
                .filter(now -> List.of("COMPLETED", "FAILED", "STOPPED")
                        .contains(now.path("state").asText())));
        assertThat(ended.path("state").asText()).isEqualTo("COMPLETED");
        JsonNode scrub = api.get(
                        "/api/v1/scrubs/" + ended.at("/parameters/scrub").asText())
                .expect(200)
                .json();
        assertThat(scrub.path("endedAt").isNull()).isFalse();
        return scrub;
    }
}
