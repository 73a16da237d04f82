package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** Files from elsewhere become versions, are evaluated here, and serve. */
@OnBothDatabases
class ImportIT {

    private static final int PAIRS = 400;
    private static final String INPUTS = "[" + Journey.loanInputs(78, 2) + "," + Journey.loanInputs(31, 9) + "]";

    private final ApiClient api;
    private final RunCalls calls;
    private final Journey journey;
    private final String name = "import-" + UUID.randomUUID().toString().substring(0, 8);

    ImportIT(ModelyardServer server) {
        this.api = server.api();
        this.calls = new RunCalls(server, name);
        this.journey = new Journey(api);
    }

    private static String version(String model, String number) {
        return "/api/v1/models/" + model + "/versions/" + number;
    }

    private byte[] exported(String format) {
        api.post(version(name, "1.0.0") + "/export?format=" + format, "{}").expect(201);
        return api.bytes(version(name, "1.0.0") + "/artifacts/export-" + format, Map.of(), 200);
    }

    private Reply brought(String model, String format, byte[] file, Map<String, Object> more) {
        String run = calls.begin();
        api.send("PUT", run + "/artifacts/file", BodyPublishers.ofByteArray(file), RunCalls.octets())
                .expect(200);
        Map<String, Object> wish = new java.util.TreeMap<>(more);
        wish.put("format", format);
        return api.post(run + "/versions", Map.of("model", model, "artifact", "file", "import", wish));
    }

    private Reply uploaded(String model, byte[] file, Map<String, Object> more) {
        String upload = api.post("/api/v1/uploads", Map.of("bytes", file.length))
                .expect(201)
                .json()
                .required("id")
                .textValue();
        Map<String, Object> wish = new java.util.TreeMap<>(more);
        wish.put("upload", upload);
        assertThat(RunCalls.problem(api.post("/api/v1/models/" + model + "/versions", Map.of("import", wish))
                        .expect(409)))
                .contains("have arrived");
        Map<String, String> headers = new java.util.TreeMap<>(RunCalls.octets());
        headers.put("Upload-Offset", "0");
        api.send("PATCH", "/api/v1/uploads/" + upload, BodyPublishers.ofByteArray(file), headers);
        return api.post("/api/v1/models/" + model + "/versions", Map.of("import", wish));
    }

    private JsonNode evaluated(String model, String dataset) {
        String evaluation = api.post(version(model, "1.0.0") + "/evaluations", Map.of("dataset", dataset))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode ended = Await.state(api, "/api/v1/evaluations/" + evaluation, Journey.LONGEST, "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return api.get(version(model, "1.0.0")).expect(200).json();
    }

    private JsonNode answers(String model) {
        return api.post("/api/v1/models/" + model + "/predict", "{\"version\":\"1.0.0\",\"inputs\":" + INPUTS + "}")
                .expect(200)
                .json()
                .path("predictions");
    }

    private void requireSameAnswers(JsonNode expected, String model) {
        JsonNode given = answers(model);
        for (int row = 0; row < 2; row++) {
            assertThat(given.at("/" + row + "/label").asText())
                    .as(given.toString())
                    .isEqualTo(expected.at("/" + row + "/label").asText());
            assertThat(given.at("/" + row + "/scores/yes").asDouble())
                    .isCloseTo(expected.at("/" + row + "/scores/yes").asDouble(), within(1e-5));
        }
    }

    private void requireNothingWeighed(String onnx) {
        assertThat(RunCalls.problem(api.post(version(onnx, "1.0.0") + "/export?format=json", "{}")
                        .expect(422)))
                .contains("from elsewhere");
    }

    @Test
    void an_onnx_file_and_a_bundle_are_drafts_then_evaluated_then_serve_as_the_original_does() throws IOException {
        journey.newSensitiveLoanDataset(name);
        journey.importCsv(name, Journey.loans(600, 3));
        journey.completed(journey.train(name, name, ""));
        JsonNode expected = answers(name);
        byte[] onnx = exported("onnx");

        String foreign = name + "-onnx";
        JsonNode draft =
                uploaded(foreign, onnx, Map.of("format", "onnx")).expect(201).json();
        assertThat(draft.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(draft.at("/signature/inputs").size()).isEqualTo(3);
        assertThat(draft.path("artifacts").findValuesAsText("kind")).contains("model", "import");
        assertThat(RunCalls.problem(api.post(version(foreign, "1.0.0") + "/promote", "{\"environment\":\"production\"}")
                        .expect(409)))
                .contains("DRAFT");
        JsonNode ready = evaluated(foreign, name);
        assertThat(ready.path("stage").asText()).as(ready.toString()).isEqualTo("READY");
        assertThat(ready.path("artifacts").findValuesAsText("kind")).contains("profile", "evaluation", "fairness-1");
        api.send(
                        "PUT",
                        "/api/v1/models/" + foreign + "/policy",
                        "{\"fairness\":{\"job\":{\"demographicParityDifference\":{\"max\":0.95}}}}",
                        Map.of("Content-Type", "application/json"))
                .expect(200);
        requireSameAnswers(expected, foreign);
        journey.deploy(foreign, "1.0.0");
        assertThat(journey.predict(foreign, Journey.loanInputs(78, 2))
                        .at("/0/label")
                        .asText())
                .isEqualTo("yes");
        JsonNode explained = api.post(
                        version(foreign, "1.0.0") + "/explanations", "{\"inputs\":" + Journey.loanInputs(78, 2) + "}")
                .expect(200)
                .json();
        assertThat(explained.path("method").asText()).as(explained.toString()).isEqualTo("SAMPLED_SHAPLEY");
        requireNothingWeighed(foreign);
        api.post(version(foreign, "1.0.0") + "/export?format=onnx", "{}").expect(201);
        assertThat(api.bytes(version(foreign, "1.0.0") + "/artifacts/export-onnx", Map.of(), 200))
                .isEqualTo(onnx);
        api.get(version(foreign, "1.0.0") + "/card?format=html").expect(200);

        String own = name + "-bundle";
        byte[] bundle = exported("bundle");
        JsonNode other = brought(own, "bundle", bundle, Map.of()).expect(201).json();
        assertThat(other.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(other.path("artifacts").findValuesAsText("kind")).contains("profile");
        assertThat(other.path("signature"))
                .isEqualTo(api.get(version(name, "1.0.0")).json().path("signature"));
        String asOnnx = version(own, "1.0.0") + "/export?format=onnx";
        assertThat(RunCalls.problem(api.post(asOnnx, "{}").expect(409))).contains("evaluate it here first");
        JsonNode undecided = evaluated(own, few());
        assertThat(undecided.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(undecided.path("reasons").toString()).contains("examples is 50");
        assertThat(evaluated(own, name).path("stage").asText()).isEqualTo("READY");
        requireSameAnswers(expected, own);
        api.post(asOnnx, "{}").expect(201);

        String weights = name + "-tribuo";
        JsonNode encoded = brought(weights, "tribuo", exported("tribuo"), Map.of())
                .expect(201)
                .json();
        assertThat(encoded.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(encoded.path("labels").size()).isEqualTo(2);

        refusedInWords(onnx);
        liesAreRefused(onnx, bundle);
        api.get("/api/v1/models/" + name + "-bad").expect(404);
    }

    @Test
    void what_tribuo_has_trained_is_evaluated_here_and_proven_as_onnx() {
        journey.newDataset(
                name,
                "larger",
                "{\"name\":\"" + ForeignFiles.FEATURES[0] + "\",\"type\":\"NUMERIC\"},{\"name\":\""
                        + ForeignFiles.FEATURES[1] + "\",\"type\":\"NUMERIC\"}");
        journey.importCsv(name, ForeignFiles.pairs(PAIRS));
        JsonNode draft = uploaded(name, ForeignFiles.tribuo(), Map.of("format", "tribuo"))
                .expect(201)
                .json();
        assertThat(draft.path("stage").asText()).isEqualTo("DRAFT");
        String asOnnx = version(name, "1.0.0") + "/export?format=onnx";
        assertThat(RunCalls.problem(api.post(asOnnx, "{}").expect(409))).contains("evaluate it here first");

        JsonNode ready = evaluated(name, name);
        assertThat(ready.path("stage").asText()).as(ready.toString()).isEqualTo("READY");
        JsonNode export = api.post(asOnnx, "{}").expect(201).json();
        assertThat(export.at("/verified/rows").asInt()).isEqualTo(PAIRS);
        assertThat(export.at("/verified/maxDifference").asDouble()).isLessThan(1e-5);
        assertThat(export.path("featureStep").asText()).isEqualTo("INSIDE");
        for (double[] pair : new double[][] {{2, -1}, {-1, 2}}) {
            String asked = "{\"version\":\"1.0.0\",\"inputs\":{\"left\":" + pair[0] + ",\"right\":" + pair[1] + "}}";
            assertThat(api.post("/api/v1/models/" + name + "/predict", asked)
                            .expect(200)
                            .json()
                            .at("/predictions/0/label")
                            .asText())
                    .isEqualTo(pair[0] > pair[1] ? "left" : "right");
        }
    }

    private void liesAreRefused(byte[] onnx, byte[] bundle) throws IOException {
        refused("onnx", ForeignFiles.withDataOutside(onnx), "'outside' lies in another file (external data)");
        refused("onnx", ForeignFiles.withCustomOperator(onnx), "It uses operators of 'com.elsewhere'");
        refused(
                "bundle",
                ForeignFiles.listed(bundle, list -> list.replaceFirst("[0-9a-f]{64}", "0".repeat(64))),
                "'model.bundle' has the SHA-256");
        refused(
                "bundle",
                ForeignFiles.listed(bundle, list -> list.replace("\"model.bundle\"", "\"../../model\"")),
                "Its list names '../../model', and there is no such file in it.");
        refused(
                "bundle",
                ForeignFiles.named(bundle, file -> file.equals("model.bundle") ? "../../model" : file),
                "'../../model' is no file of a package");
    }

    private void refused(String format, byte[] file, String because) {
        assertThat(RunCalls.problem(
                        brought(name + "-bad", format, file, Map.of()).expect(422)))
                .contains("cannot be imported as " + format)
                .contains(because);
    }

    /** A dataset of so few rows that they say nothing. */
    private String few() {
        journey.newLoanDataset(name + "-few");
        journey.importCsv(name + "-few", Journey.loans(50, 4));
        return name + "-few";
    }

    private void refusedInWords(byte[] onnx) {
        for (byte[] file : List.of(Arrays.copyOf(onnx, onnx.length / 2), new byte[] {'P', 'K', 3, 4}, new byte[0])) {
            for (String format : List.of("onnx", "bundle", "tribuo")) {
                assertThat(RunCalls.problem(
                                brought(name + "-bad", format, file, Map.of()).expect(422)))
                        .contains("cannot be imported as " + format);
            }
        }
        assertThat(RunCalls.problem(
                        brought(name + "-bad", "pickle", onnx, Map.of()).expect(422)))
                .contains("onnx, tribuo, bundle");
        assertThat(RunCalls.problem(brought(name + "-bad", "onnx", onnx, Map.of("missing", Map.of("nothing", 1)))
                        .expect(422)))
                .contains("'nothing'");
    }
}
