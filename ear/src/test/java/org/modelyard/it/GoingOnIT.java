package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that begin at a version, are described in YAML, run again, run in a process of their own, and deploy what they made. */
@OnBothDatabases
class GoingOnIT {

    private static final int ROWS = 1_000;
    private static final Map<String, String> YAML = Map.of("Content-Type", "application/yaml");

    private final ApiClient api;
    private final Journey journey;
    private final String name = "onward-" + UUID.randomUUID().toString().substring(0, 8);

    GoingOnIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(ROWS, 21));
    }

    @Test
    void a_version_learns_from_the_rows_that_are_new_to_it_and_is_asked_about_others() {
        journey.completed(journey.train(name, name, ""));
        assertThat(fields(train(
                        ",\"startFrom\":\"1.0.0\",\"validation\":{\"folds\":3},\"features\":{\"exclude\":[\"job\"]}")))
                .containsExactly("features");
        assertThat(fields(train(",\"startFrom\":\"1.0.0\",\"validation\":{\"folds\":3},\"search\":{\"trials\":2}")))
                .containsExactlyInAnyOrder("search", "validation.folds");
        api.post("/api/v1/training-jobs", request(",\"startFrom\":\"9.0.0\"")).expect(404);

        journey.importCsv(name, Journey.loans(500, 22));
        JsonNode job = journey.completed(onward(""));
        assertThat(job.at("/metrics/accuracy").asDouble()).isGreaterThan(0.85);
        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.1")
                .expect(200)
                .json();
        assertThat(version.at("/lineage/startedFrom").asText()).isEqualTo("1.0.0");
        assertThat(version.path("signature"))
                .isEqualTo(api.get("/api/v1/models/" + name + "/versions/1.0.0")
                        .expect(200)
                        .json()
                        .path("signature"));
        // of 1,500 rows 800 were learnt before; of the 700 others a fifth evaluates
        assertThat(api.get("/api/v1/models/" + name + "/versions/1.0.1/artifacts/evaluation")
                        .expect(200)
                        .json()
                        .path("rows")
                        .asInt())
                .isBetween(120, 150);
        assertThat(leftOut("1.0.1")).as("what either has learnt").isBetween(1_350, 1_400);
        assertThat(leftOut("1.0.0")).isBetween(800, 830);
    }

    @Test
    void where_nothing_is_new_there_is_nothing_to_go_on_with() {
        journey.completed(journey.train(name, name, ",\"validation\":{\"folds\":2}")); // learns from all rows
        JsonNode ended = Await.state(api, onward(""), Journey.LONGEST, "FAILED", "COMPLETED")
                .json();
        assertThat(ended.path("problem").asText())
                .contains("nothing new to learn")
                .contains("Import more");
    }

    @Test
    void a_job_described_in_yaml_is_trained_deployed_stored_and_run_again() {
        String yaml = "model: " + name + "\ndataset: " + name
                + "\ntrainer:\n  type: logistic-regression\n  epochs: 9\nseed: 5\ngates:\n  accuracy:\n    min: 0.8\n"
                + "weights:\n  classes: balanced\n  quality: true\ndeployment:\n  environment: staging\n";
        String job = path(api.send("POST", "/api/v1/training-jobs", yaml, YAML).expect(202));
        journey.completed(job);
        Await.until("the deployment that the job asked for", Journey.LONGEST, () -> api
                .get("/api/v1/deployments?model=" + name + "&environment=staging")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("state")
                .stream()
                .filter("ACTIVE"::equals)
                .findFirst());
        String config = api.get("/api/v1/models/" + name + "/versions/1.0.0/artifacts/config")
                .expect(200)
                .body();
        assertThat(config).contains("epochs: 9", "environment: staging", "balanced");
        assertThat(api.get(job + "/config").expect(200).body()).isEqualTo(config);

        journey.completed(path(api.post(job + "/again", "{}").expect(202)));
        assertThat(journey.learned(name, "1.0.1")).isEqualTo(journey.learned(name, "1.0.0"));
        journey.completed(
                path(api.send("POST", "/api/v1/training-jobs", config, YAML).expect(202)));
        assertThat(journey.learned(name, "1.0.2")).isEqualTo(journey.learned(name, "1.0.0"));
    }

    @Test
    void a_version_answers_several_questions_about_one_input() {
        String yaml = "model: " + name + "\ndataset: " + name
                + "\ntrainer: {type: gradient-boosted-trees, rounds: 20}\noutputs: [job, debt]"
                + "\ngates: {accuracy: {min: 0.5}, job.accuracy: {min: 0.1}, debt.mae: {max: 40}}";
        String job = path(api.send("POST", "/api/v1/training-jobs", yaml, YAML).expect(202));
        JsonNode metrics = journey.completed(job).path("metrics");
        assertThat(metrics.path("job.accuracy").asDouble()).isBetween(0.1, 0.9);
        assertThat(metrics.path("debt.mae").asDouble()).isBetween(1.0, 40.0);
        String config = api.get(job + "/config").expect(200).body();
        assertThat(config).contains("outputs:", "executor: LOCAL");
        String elsewhere = config.replace("executor: LOCAL", "executor: PROCESS");
        journey.completed(
                path(api.send("POST", "/api/v1/training-jobs", elsewhere, YAML).expect(202)));
        assertThat(journey.learned(name, "1.0.1")).isEqualTo(journey.learned(name, "1.0.0"));

        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
        assertThat(version.path("stage").asText()).isEqualTo("READY");
        assertThat(version.at("/signature/inputs").findValuesAsText("name")).containsExactly("income");
        assertThat(version.path("outputs"))
                .hasToString("[{\"name\":\"job\",\"task\":\"CLASSIFICATION\",\"labels\":[\"employed\",\"self\"]},"
                        + "{\"name\":\"debt\",\"task\":\"REGRESSION\",\"labels\":[]}]");
        JsonNode measured = api.get("/api/v1/models/" + name + "/versions/1.0.0/artifacts/outputs")
                .expect(200)
                .json();
        assertThat(measured.at("/0/evaluation/rows").asInt()).isEqualTo(200);
        assertThat(measured.at("/1/output").asText()).isEqualTo("debt");

        journey.deploy(name, "1.0.0");
        JsonNode answer = journey.predict(name, "{\"income\":70}").path(0);
        assertThat(answer.path("label").asText()).isEqualTo("yes");
        assertThat(answer.at("/outputs/job/label").asText()).isIn("employed", "self");
        assertThat(answer.at("/outputs/debt/value").asDouble()).isBetween(0.0, 40.0);
        String inference =
                "/api/v1/inferences/" + answer.required("inferenceId").textValue();
        JsonNode logged = Await.until(inference, Journey.LONGEST, () -> Optional.of(api.get(inference))
                .filter(reply -> reply.status() == 200)
                .map(ApiClient.Reply::json));
        assertThat(logged.path("label")).isEqualTo(answer.path("label"));
        assertThat(logged.at("/outputs/job/label")).isEqualTo(answer.at("/outputs/job/label"));
        assertThat(logged.at("/outputs/job/scores/self").asDouble())
                .isCloseTo(answer.at("/outputs/job/scores/self").asDouble(), within(1e-6));
        assertThat(logged.at("/outputs/debt/value")).isEqualTo(answer.at("/outputs/debt/value"));

        assertThat(fields(train(
                        ",\"trainer\":{\"type\":\"logistic-regression\"},\"outputs\":[\"debt\",\"nobody\",\"label\"]")))
                .containsExactly("outputs", "outputs", "outputs");
        assertThat(fields(train(",\"startFrom\":\"1.0.0\""))).containsExactly("startFrom");
    }

    @Test
    void bad_yaml_is_refused_as_bad_json_is() {
        assertThat(yaml("model: [").status()).isEqualTo(400);
        assertThat(yaml("model: a\nmodel: b").status()).isEqualTo(400);
        assertThat(yaml("model: a\n---\nmodel: b").status()).isEqualTo(400);
        assertThat(yaml("modle: a").status()).isEqualTo(400);
        assertThat(yaml("model: &a " + name + "\ndataset: *a").status()).isIn(400, 404, 422);
        assertThat(yaml("").status()).isEqualTo(422);
        assertThat(fields(yaml("model: m\ndataset: " + name
                        + "\ntrainer: {type: logistic-regression}\nexecutor: SPARK\nweights: {classes: heavy}\n"
                        + "deployment: {}")))
                .containsExactlyInAnyOrder("executor", "weights.classes", "deployment.environment");
        assertThat(yaml("model: m\ndataset: " + name
                                + "\ntrainer: {type: logistic-regression}\ndeployment: {environment: moon}")
                        .expect(422)
                        .body())
                .contains("moon");
    }

    @Test
    void a_process_of_its_own_makes_the_same_bits() {
        journey.completed(journey.train(name, name, ",\"validation\":{\"folds\":2}"));
        JsonNode apart =
                journey.completed(journey.train(name, name, ",\"validation\":{\"folds\":2},\"executor\":\"PROCESS\""));
        assertThat(journey.learned(name, "1.0.1")).isEqualTo(journey.learned(name, "1.0.0"));
        JsonNode steps = api.get("/api/v1/training-jobs/" + apart.path("id").asText() + "/epochs")
                .expect(200)
                .json()
                .path("items");
        assertThat(steps.findValues("fold")).extracting(JsonNode::asInt).contains(0, 1, 2);
        assertThat(steps.path(0).path("learningRate").asDouble()).isPositive();
        assertThat(steps.path(0).path("heapBytes").asLong()).isPositive();
        assertThat(steps.findValues("rowsPerSecond")).allMatch(pace -> pace.asDouble() > 0 && pace.asDouble() < 1e8);
    }

    @Test
    void what_the_process_cannot_learn_from_fails_the_job_with_its_reason() {
        String job = journey.train(name, name, ",\"executor\":\"PROCESS\",\"weights\":{\"classes\":{\"nobody\":2}}");
        JsonNode ended =
                Await.state(api, job, Journey.LONGEST, "FAILED", "COMPLETED").json();
        assertThat(ended.path("problem").asText()).contains("nobody");
    }

    @Test
    void a_version_below_the_usual_gates_is_rejected_and_no_gates_let_it_pass() {
        journey.newLoanDataset(name + "-few");
        journey.importCsv(name + "-few", Journey.loans(60, 3));
        JsonNode few = journey.completed(journey.train(name + "-few", name + "-few", ""));
        assertThat(few.path("reasons").toString()).contains("examples is 60").contains("Too few evaluation rows");
        assertThat(api.get("/api/v1/models/" + name + "-few/versions/1.0.0")
                        .expect(200)
                        .json()
                        .path("stage")
                        .asText())
                .isEqualTo("REJECTED");
        assertThat(journey.completed(journey.train(name + "-few", name + "-few", ",\"gates\":{}"))
                        .path("reasons"))
                .isEmpty();
    }

    private int leftOut(String version) {
        String evaluation = api.post(
                        "/api/v1/models/" + name + "/versions/" + version + "/evaluations", Map.of("dataset", name))
                .expect(202)
                .json()
                .path("id")
                .asText();
        return Await.state(api, "/api/v1/evaluations/" + evaluation, Journey.LONGEST, "COMPLETED", "FAILED")
                .json()
                .path("leftOut")
                .asInt();
    }

    private ApiClient.Reply yaml(String text) {
        return api.send("POST", "/api/v1/training-jobs", text, YAML);
    }

    private String request(String more) {
        return "{\"model\":\"" + name + "\",\"dataset\":\"" + name + "\"" + more + "}";
    }

    private ApiClient.Reply train(String more) {
        return api.post("/api/v1/training-jobs", request(more));
    }

    private String onward(String more) {
        return path(train(",\"startFrom\":\"1.0.0\"" + more).expect(202));
    }

    private static String path(ApiClient.Reply taken) {
        return "/api/v1/training-jobs/" + taken.json().required("id").textValue();
    }

    private static List<String> fields(ApiClient.Reply refused) {
        return refused.expect(422).json().path("errors").findValuesAsText("field");
    }
}
