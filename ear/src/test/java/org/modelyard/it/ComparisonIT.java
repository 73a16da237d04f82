package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two versions asked about the same rows. */
@OnBothDatabases
class ComparisonIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "pair-" + UUID.randomUUID().toString().substring(0, 8);

    ComparisonIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void a_poor_version_and_a_good_one() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(1_500, 11));
        journey.completed(journey.train(name, name, ",\"features\":{\"include\":[\"job\"]}"));
        journey.completed(journey.train(name, name, ""));
    }

    @Test
    void the_better_version_is_to_be_promoted_and_the_worse_one_is_not() {
        api.send(
                        "PUT",
                        "/api/v1/models/" + name + "/business-metrics",
                        "{\"values\":{\"yes\":{\"yes\":10,\"no\":-20},\"no\":{\"yes\":-5}}}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        JsonNode better = completed(compare("1.0.0", "1.0.1", ""));
        JsonNode value = better.at("/result/metrics").path(4);
        assertThat(value.path("metric").asText()).isEqualTo("businessValue");
        assertThat(value.path("low").asDouble()).isPositive();
        assertThat(better.at("/result/baselines/0/metrics/businessValue/value").isNumber())
                .isTrue();
        assertThat(better.at("/result/plan/business/values/yes/no").asDouble()).isEqualTo(-20);
        assertThat(better.at("/result/recommendation").asText()).isEqualTo("PROMOTE");
        assertThat(better.at("/result/rows").asInt()).isEqualTo(300);
        assertThat(better.path("leftOut").asInt()).isEqualTo(1_200);
        assertThat(better.at("/result/folds/reason").asText()).isEqualTo("Neither version was cross-validated.");
        JsonNode accuracy = better.at("/result/metrics").path(0);
        assertThat(accuracy.path("metric").asText()).isEqualTo("accuracy");
        assertThat(accuracy.path("gain").asDouble()).isPositive();
        assertThat(accuracy.path("holm").asDouble()).isLessThan(0.05);
        JsonNode worse = completed(compare("1.0.1", "1.0.0", ",\"metric\":\"f1Macro\""));
        assertThat(worse.at("/result/recommendation").asText()).isEqualTo("KEEP");
        assertThat(api.get("/api/v1/comparisons")
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id"))
                .isEqualTo(worse.path("id"));
    }

    @Test
    void several_versions_stand_side_by_side_with_tests_and_all_that_differs() {
        String job = "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                + "\",\"seed\":42,\"trainer\":{\"type\":\"logistic-regression\",\"l2\":0.1}}";
        journey.completed("/api/v1/training-jobs/"
                + api.post("/api/v1/training-jobs", job)
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue());
        String refs = name + ":1.0.1," + name + ":1.0.0," + name + ":1.0.2";
        JsonNode untested =
                api.get("/api/v1/models/compare?versions=" + refs).expect(200).json();
        assertThat(untested.at("/tests/0/possible").asBoolean()).isTrue();
        assertThat(untested.at("/tests/0/comparison").isNull()).isTrue();
        assertThat(untested.at("/tests/0/reason").asText()).contains("Nobody has asked");
        ApiClient.Reply asked = api.post(
                        "/api/v1/models/compare",
                        Map.of("versions", java.util.List.of(name + ":1.0.1", name + ":1.0.0", name + ":1.0.2")))
                .expect(202);
        String page = asked.header("Location").orElseThrow();
        page = page.substring(page.indexOf("/api/"));
        for (JsonNode test : asked.json().path("tests")) {
            completed("/api/v1/comparisons/" + test.path("comparison").asText());
        }
        JsonNode view = api.get(page).expect(200).json();
        JsonNode accuracy = view.at("/tests/0/metrics/0");
        assertThat(accuracy.path("metric").asText()).isEqualTo("accuracy");
        assertThat(accuracy.path("verdict").asText()).isEqualTo("WORSE");
        assertThat(accuracy.path("holm").asDouble())
                .isGreaterThanOrEqualTo(accuracy.path("p").asDouble());
        assertThat(view.at("/sameRows").asBoolean()).isTrue();
        assertThat(view.at("/signatures/0/changes").findValuesAsText("needed")).contains("MAJOR");
        assertThat(view.at("/signatures/1/changes")).isEmpty();
        assertThat(view.at("/hyperparameters/differing").findValuesAsText("name"))
                .contains("l2");
        assertThat(view.at("/hyperparameters/same/seed").asText()).isNotEmpty();
        assertThat(view.at("/weights/reason").asText()).contains("do not encode");
        assertThat(view.at("/metrics/0/values")).hasSize(3);
        assertThat(view.at("/cards").size()).isEqualTo(2);
        JsonNode linear = api.get("/api/v1/models/compare?versions=" + name + ":1.0.1," + name + ":1.0.2")
                .expect(200)
                .json();
        assertThat(linear.at("/weights/reason").isNull()).isTrue();
        assertThat(linear.at("/weights/rows/0/spread").asDouble())
                .isGreaterThanOrEqualTo(linear.at("/weights/rows/1/spread").asDouble())
                .isPositive();
        api.post(
                        "/api/v1/models/compare",
                        Map.of("versions", java.util.List.of(name + ":1.0.1", name + ":1.0.0", name + ":1.0.2")))
                .expect(200);
        api.get("/api/v1/models/compare?versions=" + name + ":1.0.1").expect(422);
        api.get("/api/v1/models/compare?versions=" + name + ":1.0.1," + name + ":latest," + name + ":%5E1.0")
                .expect(422);
        api.get("/api/v1/models/compare").expect(422);
        api.get("/api/v1/models/compare?versions=" + refs + "&snapshot=x").expect(404, 422);
        api.post("/api/v1/models/compare", "{\"versions\":[\"" + name + ":1.0.0\",null]}")
                .expect(422);
        api.post("/api/v1/models/compare", "{\"versions\":[],\"a\":\"" + name + ":1.0.0\"}")
                .expect(422);
    }

    @Test
    void on_few_other_rows_nothing_is_said() {
        String golden = name + "-golden";
        journey.newLoanDataset(golden);
        journey.importCsv(golden, Journey.loans(20, 99));
        JsonNode unsure = completed(compare("1.0.0", "1.0.1", ",\"dataset\":\"" + golden + "\""));
        assertThat(unsure.at("/result/recommendation").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(unsure.path("leftOut").asInt()).isZero();
    }

    @Test
    void the_champion_the_folds_and_the_golden_rows_stand_beside_what_is_measured() {
        String golden = name + "-golden";
        journey.newLoanDataset(golden);
        journey.importCsv(golden, Journey.loans(60, 99));
        api.post("/api/v1/models/" + name + "/golden-sets", "{\"name\":\"later\",\"dataset\":\"" + golden + "\"}")
                .expect(201);
        String poor = crossValidated(",\"features\":{\"include\":[\"job\"]},\"gates\":{}");
        journey.deploy(name, poor);
        String asked = api.post("/api/v1/models/" + name + "/versions/1.0.1/evaluations", "{\"golden\":\"later\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        completed("/api/v1/evaluations/" + asked);
        JsonNode document = api.get("/api/v1/evaluations/" + asked + "/document")
                .expect(200)
                .json();
        assertThat(document.at("/baselines/0/answer").asText()).startsWith("always '");
        assertThat(document.at("/baselines/1/answer").asText())
                .isEqualTo("version " + poor + ", which serves production");
        assertThat(document.at("/baselines/1/metrics/accuracy/value").asDouble())
                .isLessThan(document.at("/metrics/accuracy/value").asDouble());

        String elsewhere = journey.completed(journey.train(name, golden, ",\"gates\":{}"))
                .required("modelVersion")
                .textValue();
        JsonNode beside = evaluation(elsewhere).at("/baselines/1");
        assertThat(beside.path("answer").asText()).isEqualTo("version " + poor + ", which serves production");
        assertThat(beside.at("/metrics/accuracy/value").asDouble())
                .as("asked about what the training on other rows held out")
                .isBetween(0.01, 1.0);

        String good = crossValidated("");
        assertThat(evaluation(good).at("/baselines/1/metrics/accuracy/reason").asText())
                .contains("It has learnt from", "of these rows");
        JsonNode folds = completed(compare(poor, good, ",\"golden\":\"later\"")).at("/result/folds");
        assertThat(folds.has("reason")).isFalse();
        assertThat(folds.path("count").asInt()).isEqualTo(3);
        assertThat(folds.path("overlap").asDouble()).isBetween(0.499, 0.51);
        assertThat(folds.at("/metrics/0/metric").asText()).isEqualTo("accuracy");
        assertThat(folds.at("/metrics/0/gain").asDouble()).isGreaterThan(0.1);
        assertThat(folds.at("/metrics/0/p").asDouble()).isLessThan(0.05);

        JsonNode card = api.get("/api/v1/models/" + name + "/versions/" + good + "/card")
                .expect(200)
                .json();
        assertThat(card.at("/comparison/champion").asText()).isEqualTo(name + ":" + poor);
        assertThat(card.at("/leakage/golden").asText()).isEqualTo("later");
        assertThat(card.at("/leakage/evaluationRows").asInt()).isEqualTo(60);
        assertThat(card.path("limits").toString()).contains("It does not answer without");
        assertThat(card.path("notMeasured").toString()).doesNotContain("compared with another");
    }

    private JsonNode evaluation(String version) {
        return api.get("/api/v1/models/" + name + "/versions/" + version + "/artifacts/evaluation")
                .expect(200)
                .json();
    }

    private String crossValidated(String more) {
        return journey.completed(journey.train(name, name, ",\"validation\":{\"folds\":3}" + more))
                .required("modelVersion")
                .textValue();
    }

    @Test
    void what_cannot_be_compared_says_why() {
        api.post("/api/v1/models/compare", "{\"a\":\"" + name + "\",\"b\":\"" + name + ":1.0.0\"}")
                .expect(422);
        api.post("/api/v1/models/compare", "{\"a\":\"" + name + ":1.0.0\",\"b\":\"" + name + ":1.0.0\"}")
                .expect(422);
        api.post("/api/v1/models/compare", "{\"a\":\"" + name + ":1.0.0\",\"b\":\"" + name + ":7.0.0\"}")
                .expect(404);
        api.post(
                        "/api/v1/models/compare",
                        "{\"a\":\"" + name + ":1.0.0\",\"b\":\"" + name + ":1.0.1\",\"metric\":\"rmse\"}")
                .expect(422);
        api.get("/api/v1/comparisons/" + UUID.randomUUID()).expect(404);
    }

    private String compare(String champion, String candidate, String more) {
        return "/api/v1/comparisons/"
                + api.post(
                                "/api/v1/models/compare",
                                "{\"a\":\"" + name + ":" + champion + "\",\"b\":\"" + name + ":" + candidate + "\""
                                        + more + "}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }

    private JsonNode completed(String comparison) {
        JsonNode ended = Await.state(api, comparison, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return ended;
    }
}
