package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions asked about rows after their training. */
@OnBothDatabases
class EvaluationIT {

    private static final String COSTS =
            "{\"unit\":\"EUR\",\"costs\":{\"labels\":[\"no\",\"yes\"],\"matrix\":[[0,1],[20,0]]}}";

    private final ApiClient api;
    private final Journey journey;
    private final String name = "asked-" + UUID.randomUUID().toString().substring(0, 8);

    EvaluationIT(ModelyardServer server) {
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
    void on_its_own_dataset_a_version_is_asked_only_about_rows_it_has_not_learnt_from() {
        JsonNode evaluation = completed(evaluate("{\"dataset\":\"" + name + "\"}"));
        assertThat(evaluation.path("asked").asInt()).isEqualTo(200);
        assertThat(evaluation.path("leftOut").asInt()).isEqualTo(800);
        JsonNode version = api.get("/api/v1/models/" + name + "/versions/1.0.0")
                .expect(200)
                .json();
        assertThat(evaluation.path("metrics")).isEqualTo(version.path("metrics"));
        JsonNode document = api.get(
                        "/api/v1/evaluations/" + evaluation.path("id").asText() + "/document")
                .expect(200)
                .json();
        assertThat(document.path("rows").asInt()).isEqualTo(200);
        JsonNode constant = document.at("/baselines/0");
        assertThat(constant.path("answer").asText()).contains("the most frequent label of training");
        assertThat(constant.at("/metrics/accuracy/value").asDouble())
                .isLessThan(document.at("/metrics/accuracy/value").asDouble());
        assertThat(api.get("/api/v1/models/" + name + "/versions/1.0.0/artifacts/evaluation")
                        .expect(200)
                        .json()
                        .at("/baselines/0"))
                .isEqualTo(constant);
        assertThat(api.get("/api/v1/models/" + name + "/versions/1.0.0/evaluations")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void rows_of_another_dataset_that_were_learnt_from_are_left_out_by_their_content() {
        String golden = name + "-golden";
        journey.newLoanDataset(golden);
        journey.importCsv(
                golden,
                Journey.loans(1_000, 11) + Journey.loans(300, 12).substring("income,debt,job,label\n".length()));
        JsonNode evaluation = completed(evaluate("{\"dataset\":\"" + golden + "\"}"));
        assertThat(evaluation.path("asked").asInt()).isEqualTo(500);
        assertThat(evaluation.path("leftOut").asInt()).isEqualTo(800);
        assertThat(evaluation.at("/metrics/accuracy").asDouble()).isGreaterThan(0.88);
    }

    @Test
    void a_version_tells_what_its_inputs_are_worth_and_why_it_answers() {
        String version = "/api/v1/models/" + name + "/versions/1.0.0";
        JsonNode importance =
                api.get(version + "/artifacts/importance").expect(200).json();
        assertThat(importance.path("features").findValuesAsText("feature")).containsExactly("income", "debt", "job");
        assertThat(importance.at("/features/0/importance").asDouble()).isGreaterThan(0.1);
        assertThat(api.get(version + "/artifacts/slices").expect(200).json().path("slices"))
                .isNotEmpty();
        JsonNode card = api.get(version + "/card").expect(200).json();
        assertThat(card.toString()).contains("income").contains("not compared with another");
        assertThat(api.get(version + "/card?format=html").expect(200).body()).startsWith("<!DOCTYPE html>");
        api.get(version + "/card?format=pdf").expect(422);

        JsonNode explanation = api.post(version + "/explanations", "{\"inputs\":" + Journey.loanInputs(78, 2) + "}")
                .expect(200)
                .json();
        assertThat(explanation.path("label").asText()).isEqualTo("yes");
        double sum = explanation.path("base").asDouble();
        for (JsonNode one : explanation.path("contributions")) {
            sum += one.path("contribution").asDouble();
        }
        assertThat(sum).isCloseTo(explanation.path("sum").asDouble(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(explanation.at("/contributions/0/contribution").asDouble()).isPositive();
        api.post(version + "/explanations", "{\"inputs\":{\"income\":\"much\"}}")
                .expect(422);
        api.post(version + "/explanations", "{}").expect(422);
    }

    @Test
    void what_answers_cost_is_declared_measured_and_gated() {
        String path = "/api/v1/models/" + name + "/business-metrics";
        api.get(path).expect(404);
        ApiClient.Reply declared = put(path, COSTS, Map.of()).expect(200);
        String seen = declared.header("ETag").orElseThrow();
        put(path, COSTS.replace("20", "30"), Map.of("If-Match", seen)).expect(200);
        put(path, COSTS, Map.of("If-Match", seen)).expect(412);
        put(path, COSTS, Map.of()).expect(200);
        put(path, COSTS.replace("\"yes\"", "\"maybe\""), Map.of()).expect(422);
        put(path, "{\"perUnitOver\":1,\"perUnitUnder\":1}", Map.of()).expect(422);
        put(path, "{\"price\":1}", Map.of()).expect(422);
        put("/api/v1/models/nobody/business-metrics", COSTS, Map.of()).expect(404);
        assertThat(api.get(path).expect(200).json().path("unit").asText()).isEqualTo("EUR");

        String evaluation = completed(evaluate("{\"dataset\":\"" + name + "\"}"))
                .required("id")
                .textValue();
        JsonNode document = api.get("/api/v1/evaluations/" + evaluation + "/document")
                .expect(200)
                .json();
        assertThat(document.at("/business/costs/matrix/1/0").asDouble()).isEqualTo(20);
        JsonNode cost = document.at("/metrics/businessCost");
        int yes = document.at("/confusion/labels/0").asText().equals("yes") ? 0 : 1;
        JsonNode counts = document.at("/confusion/counts");
        double misses = counts.path(yes).path(1 - yes).asDouble();
        double alarms = counts.path(1 - yes).path(yes).asDouble();
        assertThat(cost.path("value").asDouble()).isCloseTo((20 * misses + alarms) / 200, within(1e-9));
        assertThat(cost.path("low").asDouble()).isLessThan(cost.path("value").asDouble());

        String job = journey.train(
                name,
                name,
                ",\"gates\":{\"businessCost\":{\"max\":-1}},\"decision\":{\"calibration\":\"PLATT\",\"threshold\":{\"type\":\"COST\"}}");
        JsonNode completed = journey.completed(job);
        assertThat(completed.at("/plan/decision/threshold/miss").asDouble()).isEqualTo(20);
        String version = "/api/v1/models/" + name + "/versions/"
                + completed.required("modelVersion").textValue();
        JsonNode rejected = api.get(version).expect(200).json();
        assertThat(rejected.path("stage").asText()).isEqualTo("REJECTED");
        assertThat(rejected.path("reasons").toString()).contains("businessCost is ");
        JsonNode report =
                api.get(version + "/artifacts/calibration").expect(200).json();
        assertThat(report.path("method").asText()).isEqualTo("PLATT");
        assertThat(report.path("rows").asInt()).isEqualTo(160);
        assertThat(report.path("before")).isNotEmpty();
        assertThat(api.get(version + "/card").expect(200).json().path("calibration"))
                .isEqualTo(report);

        api.delete(path).expect(204);
        api.get(path).expect(404);
        api.post(
                        "/api/v1/training-jobs",
                        "{\"model\":\"" + name + "\",\"dataset\":\"" + name
                                + "\",\"gates\":{\"businessCost\":{\"max\":1}},\"trainer\":{\"type\":\"logistic-regression\"}}")
                .expect(422);
    }

    @Test
    void how_often_answers_are_used_is_told_by_the_last_feedback_that_says_so() {
        put("/api/v1/models/" + name + "/business-metrics", "{\"adoption\":{\"window\":\"P7D\"}}", Map.of())
                .expect(200);
        journey.deploy(name, "1.0.0");
        String figures = "/api/v1/metrics/models/" + name;
        assertThat(api.get(figures).expect(200).json().at("/adoption/verdict").asText())
                .isEqualTo("TOO_FEW");
        List<String> said = List.of(
                "{\"used\":true}", "{\"accepted\":true}", "{\"used\":false,\"accepted\":true}", "{\"helpful\":true}");
        for (String one : said) {
            String inference = journey.predict(name, Journey.loanInputs(60, 5))
                    .path(0)
                    .required("inferenceId")
                    .textValue();
            api.post("/api/v1/inferences/" + inference + "/feedback", one).expect(201, 202);
            if (one.contains("accepted\":true}") && !one.contains("used")) {
                api.post("/api/v1/inferences/" + inference + "/feedback", "{\"comment\":\"as said\"}")
                        .expect(201, 202);
            }
        }
        JsonNode adoption = Await.until("the feedback joined with its answers", Journey.LONGEST, () -> Optional.of(
                        api.get(figures).expect(200).json().path("adoption"))
                .filter(found -> found.path("told").asInt() == 3));
        assertThat(adoption.path("adopted").asInt()).isEqualTo(2);
        assertThat(adoption.path("share").asDouble()).isEqualTo(2.0 / 3);
        assertThat(adoption.at("/interval/low").asDouble()).isCloseTo(0.2077, within(1e-3));
        assertThat(adoption.path("verdict").asText()).isEqualTo("TOO_FEW");
    }

    private ApiClient.Reply put(String path, String json, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return api.send("PUT", path, json, all);
    }

    @Test
    void by_batch_as_by_rest() {
        JsonNode execution = api.post(
                        "/api/v1/batch/jobs/evaluation/executions",
                        "{\"parameters\":{\"model\":\"" + name + "\",\"version\":\"latest\",\"dataset\":\"" + name
                                + "\"}}")
                .expect(202)
                .json();
        Await.state(
                api,
                "/api/v1/batch/executions/" + execution.required("executionId").asText(),
                Journey.LONGEST,
                "COMPLETED");
        JsonNode items = api.get("/api/v1/models/" + name + "/versions/1.0.0/evaluations")
                .expect(200)
                .json()
                .path("items");
        assertThat(items.path(0).path("state").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void what_cannot_be_asked_says_why() {
        String path = "/api/v1/models/" + name + "/versions/1.0.0/evaluations";
        api.post(path, "{}").expect(422);
        api.post(path, "{\"dataset\":\"nowhere\"}").expect(404);
        api.post(path, "{\"dataset\":\"" + name + "\",\"snapshot\":\"" + UUID.randomUUID() + "\"}")
                .expect(422);
        api.post("/api/v1/models/" + name + "/versions/9.9.9/evaluations", "{\"dataset\":\"" + name + "\"}")
                .expect(404);
        api.get("/api/v1/evaluations/" + UUID.randomUUID()).expect(404);
        String other = name + "-other";
        journey.newDataset(other, "label", "{\"name\":\"height\",\"type\":\"NUMERIC\"}");
        journey.importCsv(other, "height,label\n1,yes\n2,no\n");
        String evaluation = evaluate("{\"dataset\":\"" + other + "\"}");
        JsonNode failed = Await.state(api, evaluation, Journey.LONGEST, "FAILED", "COMPLETED")
                .json();
        assertThat(failed.path("problem").asText()).contains("lack 'income'");
    }

    private String evaluate(String rows) {
        return "/api/v1/evaluations/"
                + api.post("/api/v1/models/" + name + "/versions/1.0.0/evaluations", rows)
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
    }

    private JsonNode completed(String evaluation) {
        JsonNode ended = Await.state(api, evaluation, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return ended;
    }
}
