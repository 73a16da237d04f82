package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** From an empty server to a drift report, over REST alone. */
@OnBothDatabases
class MainJobIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "loans-" + UUID.randomUUID().toString().substring(0, 8);

    MainJobIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void from_examples_to_a_drift_report() {
        journey.newLoanDataset(name);
        JsonNode imported = journey.importCsv(name, Journey.loans(2_000, 7));
        assertThat(imported.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(imported.path("accepted").asInt()).isEqualTo(2_000);
        assertThat(api.get("/api/v1/datasets/" + name)
                        .expect(200)
                        .json()
                        .at("/counts/accepted")
                        .asInt())
                .isEqualTo(2_000);

        JsonNode snapshot = api.post("/api/v1/datasets/" + name + "/snapshots", "")
                .expect(201)
                .json();
        assertThat(snapshot.path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(snapshot.path("rows").asInt()).isEqualTo(2_000);

        String job = journey.train(
                name, name, ",\"snapshot\":\"" + snapshot.path("id").asText() + "\"");
        List<String> events = events(job);
        assertThat(events).anyMatch(line -> line.matches("event: ?progress"));
        assertThat(events).anyMatch(line -> line.startsWith("data:") && line.contains("\"COMPLETED\""));
        JsonNode trained = journey.completed(job);
        assertThat(trained.path("modelVersion").asText()).isEqualTo("1.0.0");
        assertThat(trained.at("/metrics/accuracy").asDouble()).isGreaterThan(0.85);

        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
        assertThat(version.at("/artifacts/0/sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(version.at("/lineage").toString())
                .contains(snapshot.path("id").asText());

        journey.deploy(name, "1.0.0");
        feedbackIsJoined(predictions());
        driftIsSeen();
    }

    private JsonNode predictions() {
        JsonNode answers =
                journey.predict(name, "[" + Journey.loanInputs(75, 1) + "," + Journey.loanInputs(21, 39) + "]");
        assertThat(answers).extracting(answer -> answer.path("label").asText()).containsExactly("yes", "no");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.path("version").asText()).isEqualTo("1.0.0");
            assertThat(answer.path("score").asDouble()).isBetween(0.5, 1.0);
        });
        return answers.path(0);
    }

    private void feedbackIsJoined(JsonNode answer) {
        String id = answer.required("inferenceId").textValue();
        api.post("/api/v1/feedback", "{\"inferenceId\":\"" + id + "\",\"label\":\"yes\"}")
                .expect(201, 202);
        JsonNode logged = Await.until("the inference with its feedback", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/inferences/" + id))
                .filter(reply -> reply.status() == 200)
                .map(Reply::json)
                .filter(inference -> !inference.path("feedback").isEmpty()));
        assertThat(logged.path("label").asText()).isEqualTo("yes");
        assertThat(logged.at("/inputs/income").asDouble()).isEqualTo(75);
    }

    private void driftIsSeen() {
        assertThat(journey.driftReport(name).path("verdict").asText()).isEqualTo("TOO_FEW");
        String shifted = IntStream.range(0, 500)
                .mapToObj(i -> Journey.loanInputs(200 + i, 300 + i))
                .collect(Collectors.joining(",", "[", "]"));
        String last =
                journey.predict(name, shifted).path(499).path("inferenceId").asText();
        Await.until("the last prediction in the log", Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/inferences/" + last))
                .filter(reply -> reply.status() == 200));
        JsonNode report = journey.driftReport(name);
        assertThat(report.path("verdict").asText()).as(report.toString()).isEqualTo("DRIFTED");
        assertThat(report.path("features"))
                .filteredOn(feature -> feature.path("name").asText().equals("income"))
                .hasSize(1)
                .allSatisfy(
                        feature -> assertThat(feature.path("verdict").asText()).isEqualTo("DRIFTED"));
        alertIsRaisedAndAcknowledged();
    }

    private void alertIsRaisedAndAcknowledged() {
        JsonNode alert = Await.until("an alert", Journey.LONGEST, () -> Stream.of(
                        api.get("/api/v1/alerts?limit=500").expect(200).json().path("items"))
                .flatMap(items -> items.findParents("subject").stream())
                .filter(item -> item.path("subject").asText().contains(name))
                .findFirst());
        String path = "/api/v1/alerts/" + alert.required("id").textValue();
        api.post(path + "/acknowledge", "").expect(200);
        assertThat(api.get(path).expect(200).json().path("state").asText()).isEqualTo("ACKNOWLEDGED");
    }

    private List<String> events(String job) {
        try (Stream<String> lines = api.events(job + "/events")) {
            return lines.toList();
        }
    }
}
