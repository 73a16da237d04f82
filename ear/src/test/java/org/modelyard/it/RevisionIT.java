package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions that are made of others by hand: with changed weights, which later training keeps, and with smaller ones. */
@OnBothDatabases
class RevisionIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "revised-" + UUID.randomUUID().toString().substring(0, 8);
    private final String versions = "/api/v1/models/" + name + "/versions/";

    RevisionIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @BeforeEach
    void loans() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(400, 21));
        journey.completed(journey.train(name, name, ""));
    }

    @Test
    void weights_are_changed_by_hand_and_kept_in_later_training() {
        JsonNode page = api.get(versions + "1.0.0/weights?limit=2").expect(200).json();
        assertThat(page.path("items")).hasSize(2);
        assertThat(api.get(versions + "1.0.0/weights?limit=2&cursor="
                                + page.path("next").asText())
                        .expect(200)
                        .json()
                        .at("/items/0/weight")
                        .asDouble())
                .satisfies(smaller -> assertThat(Math.abs(smaller))
                        .isLessThanOrEqualTo(Math.abs(page.at("/items/1/weight").asDouble())));
        assertThat(fields(api.post(
                        versions + "1.0.0/weights",
                        "{\"changes\":[{\"feature\":\"nobody\",\"set\":1}],\"reason\":\"try\"}")))
                .containsExactly("changes[0].feature");
        assertThat(fields(api.post(versions + "1.0.0/weights", "{\"changes\":[{\"feature\":\"debt\",\"set\":1}]}")))
                .containsExactly("reason");

        JsonNode child = api.post(
                        versions + "1.0.0/weights",
                        "{\"changes\":[{\"feature\":\"debt\",\"set\":-1.75,\"frozen\":true},{\"feature\":\"income\",\"min\":0}],"
                                + "\"reason\":\"Debt weighs what the board says.\"}")
                .expect(201)
                .json();
        assertThat(child.at("/version/version").asText()).isEqualTo("1.0.1");
        assertThat(child.at("/version/stage").asText()).isEqualTo("DRAFT");
        assertThat(child.at("/version/lineage/parent").asText()).isEqualTo("1.0.0");
        assertThat(child.at("/version/lineage/change").asText()).startsWith("2 weights by hand");
        assertThat(child.at("/version/said/changeLog").asText()).contains("board");
        assertThat(child.path("changes").asInt()).isEqualTo(2);
        Await.state(api, "/api/v1/evaluations/" + child.at("/evaluation/id").asText(), Journey.LONGEST, "COMPLETED");
        JsonNode examined = api.get(versions + "1.0.1").expect(200).json();
        assertThat(examined.path("stage").asText()).isIn("READY", "REJECTED");
        assertThat(examined.path("metricsVerified").asBoolean()).isTrue();
        assertThat(api.get(versions + "1.0.1/weights?with=1.0.0&limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/feature")
                        .asText())
                .isEqualTo("debt");

        journey.importCsv(name, Journey.loans(500, 22));
        journey.completed(
                path(train(",\"startFrom\":\"1.0.1\",\"executor\":\"PROCESS\"").expect(202)));
        JsonNode held = api.get(versions + "1.0.2/weights?constrained=true")
                .expect(200)
                .json()
                .path("items");
        assertThat(held).hasSize(2);
        assertThat(held.findParents("feature")).anySatisfy(weight -> {
            assertThat(weight.path("feature").asText()).isEqualTo("debt");
            assertThat(weight.path("weight").asDouble()).isEqualTo(-1.75);
            assertThat(weight.at("/constraint/frozen").asBoolean()).isTrue();
        });
    }

    @Test
    void weights_are_made_smaller_and_the_report_says_what_that_costs() {
        JsonNode smaller = api.post(versions + "1.0.0/quantise", "{\"weights\":\"int8\"}")
                .expect(201)
                .json();
        JsonNode report = smaller.path("report");
        assertThat(report.path("bytesAfter").asLong())
                .isLessThan(report.path("bytesBefore").asLong());
        assertThat(report.at("/loss/rows").asInt()).isEqualTo(80);
        assertThat(report.at("/loss/worstDifference").asDouble()).isBetween(1e-12, 0.05);
        assertThat(report.at("/speed/rowsPerSecondAfter").asDouble()).isPositive();
        String number = smaller.at("/version/version").asText();
        Await.state(api, "/api/v1/evaluations/" + smaller.at("/evaluation/id").asText(), Journey.LONGEST, "COMPLETED");
        assertThat(api.get(versions + "1.0.0").expect(200).json().path("stage").asText())
                .isEqualTo("READY");
        assertThat(api.get(versions + number).expect(200).json().path("stage").asText())
                .as("80 of 400 rows evaluate: as many as the parent had")
                .isEqualTo("READY");
        assertThat(api.get(versions + number + "/artifacts/compression")
                        .expect(200)
                        .json())
                .isEqualTo(report);
        assertThat(api.post(versions + "1.0.0/quantise", "{\"weights\":\"int8\"}")
                        .expect(200)
                        .json()
                        .at("/version/version")
                        .asText())
                .isEqualTo(number);
        assertThat(api.post(versions + number + "/export?format=onnx", "")
                        .expect(201)
                        .json()
                        .at("/verified/maxDifference")
                        .asDouble())
                .isLessThan(1e-5);
        assertThat(fields(api.post(versions + number + "/quantise", "{\"weights\":\"float16\"}")))
                .containsExactly("weights");

        String execution = api.post(
                        "/api/v1/batch/jobs/compression/executions",
                        Map.of("parameters", Map.of("model", name, "version", "1.0.0", "weights", "float16")))
                .expect(202)
                .json()
                .required("executionId")
                .asText();
        Await.state(api, "/api/v1/batch/executions/" + execution, Journey.LONGEST, "COMPLETED");
        JsonNode halves = api.get("/api/v1/models/" + name + "/versions?limit=1")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(halves.path("artifacts").findValuesAsText("kind")).contains("compression", "profile");
        assertThat(halves.at("/said/createdBy").asText()).startsWith("admin");
    }

    @Test
    void what_has_no_weights_is_refused_in_words() {
        String neighbours = versions
                + journey.completed(path(train(",\"trainer\":{\"type\":\"k-nearest-neighbours\"}")
                                .expect(202)))
                        .path("modelVersion")
                        .asText();
        assertThat(api.get(neighbours + "/weights").expect(422).body()).contains("k nearest neighbours");
        assertThat(api.post(neighbours + "/quantise", "{\"weights\":\"int8\"}")
                        .expect(422)
                        .body())
                .contains("training rows");
    }

    private String request(String more) {
        return "{\"model\":\"" + name + "\",\"dataset\":\"" + name + "\"" + more + "}";
    }

    private ApiClient.Reply train(String more) {
        return api.post("/api/v1/training-jobs", request(more));
    }

    private static String path(ApiClient.Reply taken) {
        return "/api/v1/training-jobs/" + taken.json().required("id").textValue();
    }

    private static List<String> fields(ApiClient.Reply refused) {
        return refused.expect(422).json().path("errors").findValuesAsText("field");
    }
}
