package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** Versions made of runs that were trained elsewhere. */
@OnBothDatabases
class RunVersionsIT {

    private static final String RUNS = RunCalls.RUNS;

    private final ApiClient api;
    private final RunCalls calls;
    private final String name = "run-" + UUID.randomUUID().toString().substring(0, 8);

    RunVersionsIT(ModelyardServer server) {
        this.api = server.api();
        this.calls = new RunCalls(server, name);
    }

    @Test
    void a_version_without_a_bundle_is_a_record_that_nothing_serves_or_asks() {
        String run = calls.begin();
        api.post(run + "/metrics", "{\"key\":\"auc\",\"value\":0.75,\"step\":1}")
                .expect(200);
        Reply made = api.post(run + "/versions", Map.of("model", name, "task", "CLASSIFICATION"))
                .expect(201);
        JsonNode version = made.json();
        String path = "/api/v1/models/" + name + "/versions/1.0.0";
        assertThat(made.header("Location").orElseThrow()).endsWith(path);
        assertThat(version.path("stage").asText()).isEqualTo("EXTERNAL");
        assertThat(version.path("metricsVerified").asBoolean(true)).isFalse();
        assertThat(version.at("/metrics/auc").asDouble()).isEqualTo(0.75);
        assertThat(version.at("/lineage/run").asText()).isEqualTo(run.substring(RUNS.length() + 1));
        assertThat(api.get(run).expect(200).json().at("/versions/0/version").asText())
                .isEqualTo("1.0.0");

        String deploy = "{\"model\":\"" + name + "\",\"version\":\"1.0.0\"}";
        assertThat(RunCalls.problem(api.post("/api/v1/deployments", deploy).expect(409)))
                .contains("lives elsewhere");
        String ask = "{\"inputs\":{\"a\":1},\"version\":\"1.0.0\"}";
        assertThat(RunCalls.problem(
                        api.post("/api/v1/models/" + name + "/predict", ask).expect(409)))
                .contains("lives elsewhere");
        api.post("/api/v1/models/" + name + "/predict", "{\"inputs\":{\"a\":1},\"version\":\"latest\"}")
                .expect(404);
        new Journey(api).newLoanDataset(name);
        assertThat(RunCalls.problem(
                        api.post(path + "/evaluations", Map.of("dataset", name)).expect(409)))
                .contains("lives elsewhere");
        api.post(path + "/explanations", "{\"inputs\":{\"a\":1}}").expect(409);
        assertThat(api.get(path + "/card?format=html").expect(200).body()).contains("elsewhere");
        api.post(run + "/versions", Map.of("model", name, "task", "REGRESSION")).expect(409);
        assertThat(api.post(run + "/versions", Map.of("model", name, "task", "CLASSIFICATION", "bump", "MINOR"))
                        .expect(201)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.1.0");
    }

    @Test
    void a_version_with_a_bundle_serves_and_is_verified_by_its_first_evaluation_here() throws IOException {
        Journey journey = new Journey(api);
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(600, 3));
        String job = journey.train(name, name, "");
        journey.completed(job);
        String run = calls.begin();
        api.post(run + "/metrics", "{\"key\":\"accuracy\",\"value\":0.999}").expect(200);
        calls.put(run + "/artifacts/no-bundle.zip", "PK").expect(200);
        assertThat(RunCalls.problem(api.post(run + "/versions", Map.of("model", name, "artifact", "no-bundle.zip"))
                        .expect(422)))
                .contains("no model bundle");
        api.send(
                        "PUT",
                        run + "/artifacts/out/model.bin",
                        BodyPublishers.ofFile(calls.file(journey.learned(name, "1.0.0"))),
                        RunCalls.octets())
                .expect(200);
        JsonNode version = api.post(run + "/versions", Map.of("model", name, "artifact", "out/model.bin"))
                .expect(201)
                .json();
        assertThat(version.path("version").asText()).isEqualTo("1.0.1");
        assertThat(version.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(version.at("/metrics/accuracy").asDouble()).isEqualTo(0.999);
        assertThat(version.path("metricsVerified").asBoolean(true)).isFalse();

        assertThat(RunCalls.problem(api.post(
                                "/api/v1/models/" + name + "/versions/1.0.1/promote",
                                "{\"environment\":\"production\"}")
                        .expect(409)))
                .contains("DRAFT");
        String evaluation = api.post("/api/v1/models/" + name + "/versions/1.0.1/evaluations", Map.of("dataset", name))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode ended = Await.state(api, "/api/v1/evaluations/" + evaluation, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("asked").asInt()).as(ended.toString()).isEqualTo(600);
        JsonNode verified = api.get("/api/v1/models/" + name + "/versions/1.0.1")
                .expect(200)
                .json();
        assertThat(verified.path("metricsVerified").asBoolean()).isTrue();
        assertThat(verified.path("metrics")).isEqualTo(ended.path("metrics"));
        assertThat(verified.path("stage").asText()).as(verified.toString()).isEqualTo("READY");
        journey.deploy(name, "1.0.1");
        assertThat(journey.predict(name, Journey.loanInputs(78, 2))
                        .at("/0/label")
                        .asText())
                .isEqualTo("yes");

        JsonNode compared = api.get(RUNS + "/compare?ids=" + id(run) + "," + id(job))
                .expect(200)
                .json();
        assertThat(compared.path("runs").findValuesAsText("here")).containsExactly("false", "true");
        JsonNode accuracy = compared.path("metrics").findParents("name").stream()
                .filter(row -> row.path("name").asText().equals("accuracy"))
                .findFirst()
                .orElseThrow();
        assertThat(accuracy.at("/values/0").asDouble()).isEqualTo(0.999);
        assertThat(accuracy.at("/values/1").asDouble()).isBetween(0.5, 1.0);
        api.get(RUNS + "/compare?ids=" + id(run)).expect(422);
        api.get(RUNS + "/compare?ids=" + id(run) + "," + UUID.randomUUID()).expect(404);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
