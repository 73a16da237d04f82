package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes first, which rows are taken, how they evaluate, and what is kept of the steps. */
@OnBothDatabases
class TrainingConditionsIT {

    private static final int ROWS = 2_000;

    private final ApiClient api;
    private final Journey journey;
    private final String name = "terms-" + UUID.randomUUID().toString().substring(0, 8);

    TrainingConditionsIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(ROWS, 11));
    }

    @Test
    void a_cross_validation_asks_about_every_row_and_the_version_learns_from_all() {
        JsonNode job = journey.completed(journey.train(name, name, ",\"validation\":{\"folds\":4}"));
        assertThat(job.at("/plan/folds").asInt()).isEqualTo(4);
        assertThat(job.at("/metrics/accuracy").asDouble()).isGreaterThan(0.88);
        JsonNode evaluation = api.get("/api/v1/models/" + name + "/versions/1.0.0/artifacts/evaluation")
                .expect(200)
                .json();
        assertThat(evaluation.path("rows").asInt()).isEqualTo(ROWS);
        JsonNode lineage = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json()
                .path("lineage");
        assertThat(lineage.path("holdout").asDouble()).isZero();
        assertThat(lineage.path("rows").asInt()).isEqualTo(ROWS);
        JsonNode steps = epochs(job);
        assertThat(steps.findValues("fold"))
                .extracting(JsonNode::asInt)
                .contains(0, 1, 2, 3, 4)
                .isSorted();
    }

    @Test
    void the_steps_of_a_fit_are_kept_with_their_losses() {
        JsonNode job = journey.completed(journey.train(name, name, ""));
        JsonNode steps = epochs(job);
        assertThat(steps).hasSize(job.at("/progress/epoch").asInt());
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.path(i).path("epoch").asInt()).isEqualTo(i + 1);
            assertThat(steps.path(i).path("trainingLoss").asDouble()).isPositive();
            assertThat(steps.path(i).path("validationLoss").asDouble()).isPositive();
            assertThat(steps.path(i).path("rowsPerSecond").asDouble()).isPositive();
        }
    }

    @Test
    void the_higher_priority_leaves_the_queue_first() {
        String busy = journey.train(name + "-busy", name, ",\"validation\":{\"folds\":20}");
        String late = journey.train(name + "-low", name, ",\"priority\":0");
        String soon = journey.train(name + "-high", name, ",\"priority\":9");
        Instant low = Instant.parse(journey.completed(late).path("startedAt").asText());
        Instant high = Instant.parse(journey.completed(soon).path("startedAt").asText());
        assertThat(high).isBefore(low);
        journey.completed(busy);
    }

    @Test
    void a_window_without_examples_fails_and_says_so() {
        Instant imported = Instant.now();
        Await.until(
                "the import to be older than a second",
                Duration.ofSeconds(10),
                () -> Instant.now().isAfter(imported.plusSeconds(2)) ? Optional.of(true) : Optional.empty());
        String job = journey.train(name, name, ",\"window\":\"PT1S\"");
        JsonNode ended =
                Await.state(api, job, Journey.LONGEST, "FAILED", "COMPLETED").json();
        assertThat(ended.path("problem").asText()).contains("no accepted examples from");
        JsonNode whole = journey.completed(journey.train(name, name, ",\"window\":\"P1D\""));
        assertThat(whole.path("modelVersion").asText()).isEqualTo("1.0.0");
    }

    @Test
    void a_job_that_may_not_run_so_long_fails_and_says_what_to_change() {
        String job = journey.train(
                name,
                name,
                ",\"timeout\":\"PT1S\",\"search\":{\"method\":\"random\",\"trials\":500,\"holdout\":0.25,\"pruning\":false,"
                        + "\"space\":{\"l2\":{\"min\":1e-6,\"max\":0.1,\"scale\":\"LOG\"}}}");
        JsonNode ended =
                Await.state(api, job, Journey.LONGEST, "FAILED", "COMPLETED").json();
        assertThat(ended.path("state").asText()).isEqualTo("FAILED");
        assertThat(ended.path("problem").asText()).contains("ran longer than PT1S");
        api.get("/api/v1/models/" + name).expect(404);
    }

    @Test
    void a_threshold_chosen_for_costs_finds_more_of_what_is_dear_to_miss() {
        JsonNode plain = journey.completed(journey.train(name, name, ""));
        JsonNode careful = journey.completed(
                journey.train(
                        name,
                        name,
                        ",\"decision\":{\"calibration\":\"PLATT\",\"threshold\":{\"type\":\"COST\",\"falseAlarm\":1,\"miss\":20}}"));
        assertThat(careful.at("/metrics/recall").asDouble())
                .isGreaterThan(plain.at("/metrics/recall").asDouble());
        assertThat(careful.at("/metrics/precision").asDouble())
                .isLessThan(plain.at("/metrics/precision").asDouble());
        assertThat(journey.completed(journey.train(
                                name,
                                name,
                                ",\"decision\":{\"calibration\":\"ISOTONIC\"},\"validation\":{\"folds\":3}"))
                        .at("/metrics/ece")
                        .asDouble())
                .isLessThan(0.05);
    }

    @Test
    void single_features_are_encoded_as_they_are_told() {
        JsonNode job = journey.completed(
                journey.train(
                        name,
                        name,
                        ",\"features\":{\"encode\":{\"income\":{\"log1p\":true,\"bins\":8}},\"interactions\":[[\"job\",\"income\"]]}"));
        assertThat(job.at("/metrics/accuracy").asDouble()).isGreaterThan(0.88);
        journey.deploy(name, "1.0.0");
        assertThat(journey.predict(name, Journey.loanInputs(78, 2))
                        .path(0)
                        .path("label")
                        .asText())
                .isEqualTo("yes");
        JsonNode refused = api.post(
                        "/api/v1/training-jobs",
                        "{\"model\":\"m\",\"dataset\":\"" + name
                                + "\",\"trainer\":{\"type\":\"logistic-regression\"},\"decision\":{\"calibration\":\"HOPE\"},"
                                + "\"features\":{\"encode\":{\"income\":{\"magic\":1}}}}")
                .expect(422)
                .json();
        assertThat(refused.path("errors").findValuesAsText("field"))
                .contains("decision.calibration", "features.encode.income.magic");
    }

    @Test
    void a_recipe_brings_trainer_and_gates_unless_the_request_says_its_own() {
        String path = "/api/v1/training-jobs/"
                + api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                                        + "\",\"recipe\":\"success-prediction\",\"trainer\":{\"rounds\":20}}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
        JsonNode job = journey.completed(path);
        assertThat(job.at("/plan/trainer/type").asText()).isEqualTo("gradient-boosted-trees");
        assertThat(job.at("/plan/trainer/values/rounds").asInt()).isEqualTo(20);
        assertThat(job.at("/plan/gates").has("rocAuc")).isTrue();
        api.post("/api/v1/training-jobs", "{\"model\":\"m\",\"dataset\":\"" + name + "\",\"recipe\":\"sentiment\"}")
                .expect(422);
        assertThat(api.get("/api/v1/recipes").expect(200).json().path("items").findValuesAsText("name"))
                .contains("success-prediction");
        assertThat(api.get("/api/v1/trainers").expect(200).json().path("items").findValuesAsText("type"))
                .contains("gradient-boosted-trees", "neural-network");
    }

    @Test
    void jobs_are_counted_by_trainer_and_period() {
        journey.completed(journey.train(name, name, ""));
        JsonNode week =
                api.get("/api/v1/metrics/training?period=week").expect(200).json();
        JsonNode logistic = null;
        for (JsonNode one : week.path("trainers")) {
            logistic = one.path("trainer").asText().equals("logistic-regression") ? one : logistic;
        }
        assertThat(logistic).isNotNull();
        assertThat(logistic.at("/states/COMPLETED").asInt()).isPositive();
        assertThat(logistic.path("meanSeconds").asDouble()).isPositive();
        api.get("/api/v1/metrics/training?period=fortnight").expect(422);
    }

    private JsonNode epochs(JsonNode job) {
        return api.get("/api/v1/training-jobs/" + job.required("id").textValue() + "/epochs")
                .expect(200)
                .json()
                .required("items");
    }
}
