package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version's answers to whole datasets, as files. */
@OnBothDatabases
class ScoringIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "scored-" + UUID.randomUUID().toString().substring(0, 8);

    ScoringIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void version() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(1_000, 11));
        journey.completed(journey.train(name, name, ""));
    }

    @Test
    void a_whole_dataset_is_answered_into_a_file_row_by_row() {
        String more = name + "-more";
        journey.newLoanDataset(more);
        journey.importCsv(more, Journey.loans(400, 31) + "12,,clerk,no\n");
        JsonNode asked = api.post(
                        "/api/v1/models/" + name + "/versions/%5E1.0/scorings",
                        "{\"dataset\":\"" + more + "\",\"scores\":true}")
                .expect(202)
                .json();
        String path = "/api/v1/scorings/" + asked.path("id").asText();
        JsonNode scoring = completed(path);
        assertThat(scoring.path("version").asText()).isEqualTo("1.0.0");
        assertThat(scoring.path("rows").asInt()).isEqualTo(401);
        assertThat(scoring.path("refused").asInt()).isEqualTo(1);
        ApiClient.Reply file = api.get(path + "/file").expect(200);
        assertThat(file.header("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.header("ETag").orElse(""))
                .contains(scoring.path("sha256").asText());
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(402).first().isEqualTo("id,label,score,score:no,score:yes,error");
        assertThat(lines.get(401)).endsWith(",,,,,\"'debt' is missing, which the model needs.\"");
        String[] first = lines.get(1).split(",");
        JsonNode example = StreamSupport.stream(
                        api.get("/api/v1/datasets/" + more + "/examples?limit=500")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one -> one.path("id").asText().equals(first[0]))
                .findFirst()
                .orElseThrow();
        JsonNode predicted = api.post(
                        "/api/v1/models/" + name + "/predict",
                        "{\"version\":\"1.0.0\",\"inputs\":" + example.path("features") + "}")
                .expect(200)
                .json()
                .at("/predictions/0");
        assertThat(first[1]).isEqualTo(predicted.path("label").asText());
        assertThat(Double.parseDouble(first[2]))
                .isEqualTo(predicted.path("score").asDouble());

        JsonNode execution = api.post(
                        "/api/v1/batch/jobs/scoring/executions",
                        "{\"parameters\":{\"model\":\"" + name + "\",\"version\":\"1.0.0\",\"snapshot\":\""
                                + scoring.path("snapshot").asText() + "\",\"format\":\"jsonl\"}}")
                .expect(202)
                .json();
        Await.state(
                api,
                "/api/v1/batch/executions/" + execution.path("executionId").asText(),
                Journey.LONGEST,
                "COMPLETED");
        JsonNode newest = api.get("/api/v1/scorings?model=" + name + "&limit=1")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(newest.path("format").asText()).isEqualTo("jsonl");
        assertThat(api.get("/api/v1/scorings/" + newest.path("id").asText() + "/file")
                        .expect(200)
                        .body()
                        .lines())
                .hasSize(401)
                .allMatch(line -> line.startsWith("{\"id\":\"") && line.endsWith("}"));
    }

    @Test
    void an_uploaded_file_is_answered_and_forgotten() {
        String rows = "{\"id\":\"r-1\",\"income\":78,\"debt\":1,\"job\":\"employed\",\"note\":\"x\"}\n"
                + "{\"income\":22,\"debt\":39,\"job\":\"self\"}\n{\"id\":\"r-3\",\"job\":\"self\"}\n";
        String upload = api.post("/api/v1/uploads", "{\"bytes\":" + rows.length() + "}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        String wish = "{\"upload\":\"" + upload + "\",\"inputFormat\":\"jsonl\"}";
        String versions = "/api/v1/models/" + name + "/versions/1.0.0/scorings";
        assertThat(api.post(versions, wish).expect(409).body()).contains("send the rest");
        api.send(
                        "PATCH",
                        "/api/v1/uploads/" + upload,
                        rows,
                        Map.of("Content-Type", "application/octet-stream", "Upload-Offset", "0"))
                .expect(200);
        assertThat(api.post(versions, wish.replace("jsonl", "xls")).expect(422).body())
                .contains("csv, jsonl");
        assertThat(api.post(versions, wish.replace("\"upload\"", "\"dataset\":\"" + name + "\",\"upload\""))
                        .expect(422)
                        .body())
                .contains("one of them");
        String path = "/api/v1/scorings/"
                + api.post(versions, wish).expect(202).json().path("id").asText();
        JsonNode scoring = completed(path);
        assertThat(scoring.path("state").asText()).as(scoring.toString()).isEqualTo("COMPLETED");
        assertThat(scoring.path("rows").asInt()).isEqualTo(3);
        assertThat(scoring.path("refused").asInt()).isEqualTo(1);
        assertThat(scoring.path("inputFormat").asText()).isEqualTo("jsonl");
        List<String> lines = api.get(path + "/file").expect(200).body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("r-1,yes,");
        assertThat(lines.get(2)).startsWith("2,no,");
        assertThat(lines.get(3)).startsWith("r-3,,").contains("requires this input");
        api.delete(path).expect(204);
        api.get(path).expect(404);
        api.delete(path).expect(404);
    }

    @Test
    void a_scoring_that_makes_no_sense_is_refused_with_words() {
        String path = "/api/v1/models/" + name + "/versions/1.0.0/scorings";
        assertThat(api.post(path, "{}").expect(422).body()).contains("Say which rows");
        assertThat(api.post(path, "{\"dataset\":\"" + name + "\",\"format\":\"xls\"}")
                        .expect(422)
                        .body())
                .contains("csv, jsonl");
        api.post(path, "{\"dataset\":\"nowhere\"}").expect(404);
        api.post("/api/v1/models/" + name + "/versions/9.0.0/scorings", "{\"dataset\":\"" + name + "\"}")
                .expect(404);
        api.get("/api/v1/scorings/" + UUID.randomUUID() + "/file").expect(404);
        String numbers = name + "-numbers";
        api.post("/api/v1/datasets", "{\"name\":\"" + numbers + "\",\"task\":\"REGRESSION\",\"target\":\"label\"}")
                .expect(201);
        journey.importCsv(numbers, "income,debt,job,label\n1,2,clerk,3\n4,5,clerk,6\n");
        JsonNode asked =
                api.post(path, "{\"dataset\":\"" + numbers + "\"}").expect(202).json();
        String failed = "/api/v1/scorings/" + asked.path("id").asText();
        assertThat(Await.state(api, failed, Journey.LONGEST, "FAILED", "COMPLETED")
                        .json()
                        .path("problem")
                        .asText())
                .contains("REGRESSION");
        api.get(failed + "/file").expect(409);
    }

    private JsonNode completed(String scoring) {
        return Await.state(api, scoring, Journey.LONGEST, "COMPLETED", "FAILED").json();
    }
}
