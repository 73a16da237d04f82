package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

/** Files from elsewhere become versions by a batch job, and are refused by it in the words of a request. */
@OnBothDatabases
class ImportJobIT {

    private static final byte[] NONSENSE = "no model at all".getBytes(StandardCharsets.US_ASCII);

    private final ApiClient api;
    private final String name = "import-job-" + UUID.randomUUID().toString().substring(0, 8);
    private final String model = "/api/v1/models/" + name;

    ImportJobIT(ModelyardServer server) {
        this.api = server.api();
    }

    @Test
    void a_file_becomes_a_version_by_a_job_that_the_batch_pages_list() {
        String upload = uploaded(ForeignFiles.tribuo());
        Reply asked = api.post(
                        model + "/imports",
                        "{\"import\":{\"format\":\"tribuo\",\"upload\":\"" + upload
                                + "\"},\"tags\":[\"by a job\"],\"metrics\":{\"accuracy\":0.75}}")
                .expect(202);
        String path = model + "/imports/" + asked.json().required("id").textValue();
        assertThat(asked.header("Location").orElseThrow()).endsWith(path);
        JsonNode done = ended(path);
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("COMPLETED");
        assertThat(done.path("version").asText()).isEqualTo("1.0.0");
        JsonNode version = api.get(model + "/versions/1.0.0").expect(200).json();
        assertThat(version.path("stage").asText()).isEqualTo("DRAFT");
        assertThat(version.path("tags").toString()).contains("by a job");
        assertThat(version.at("/metrics/accuracy").asDouble()).isEqualTo(0.75);
        assertThat(version.at("/said/createdBy")).isEqualTo(done.required("createdBy"));
        assertThat(version.path("artifacts").findValuesAsText("kind")).contains("model", "import");

        String execution =
                "/api/v1/batch/executions/" + done.required("executionId").asText();
        Reply job = Await.state(api, execution, Journey.LONGEST, "COMPLETED");
        assertThat(job.json().path("job").asText()).isEqualTo("version-import");
        api.post(execution + "/restart", "{}").expect(409);

        JsonNode submitted = api.post(
                        "/api/v1/batch/jobs/version-import/executions",
                        Map.of("parameters", Map.of("model", name, "upload", upload, "format", "tribuo")))
                .expect(202)
                .json();
        Await.state(
                api,
                "/api/v1/batch/executions/" + submitted.path("executionId").asText(),
                Journey.LONGEST,
                "COMPLETED");
        JsonNode items = api.get(model + "/imports").expect(200).json().path("items");
        assertThat(items.findValuesAsText("version")).containsExactly("1.0.1", "1.0.0");
        assertThat(api.get(model + "/versions").expect(200).json().path("items").findValuesAsText("version"))
                .containsExactly("1.0.1", "1.0.0");
        assertThat(RunCalls.problem(api.post(
                                model + "/imports",
                                Map.of("task", "REGRESSION", "import", Map.of("format", "tribuo", "upload", upload)))
                        .expect(409)))
                .contains("CLASSIFICATION");
        api.get("/api/v1/models/" + name + "-other/imports/" + done.path("id").asText())
                .expect(404);
    }

    @Test
    void what_a_request_would_refuse_the_job_refuses_in_the_same_words() {
        String upload = uploaded(NONSENSE);
        for (String format : new String[] {"tribuo", "onnx", "bundle"}) {
            Map<String, Object> wanted = Map.of("import", Map.of("format", format, "upload", upload));
            String words =
                    RunCalls.problem(api.post(model + "/versions", wanted).expect(422));
            JsonNode failed = ended(model + "/imports/"
                    + api.post(model + "/imports", wanted)
                            .expect(202)
                            .json()
                            .required("id")
                            .textValue());
            assertThat(failed.path("state").asText()).isEqualTo("FAILED");
            assertThat(failed.path("problem").asText()).isEqualTo(words).contains("cannot be imported as " + format);
            assertThat(failed.path("version").isNull()).isTrue();
            Await.state(
                    api,
                    "/api/v1/batch/executions/" + failed.path("executionId").asText(),
                    Journey.LONGEST,
                    "FAILED");
        }
        api.get(model).expect(404);
    }

    @Test
    void what_can_be_told_without_the_file_is_refused_at_once() {
        String unfinished = begun(10);
        String whole = uploaded(NONSENSE);
        refused(409, Map.of("import", Map.of("format", "onnx", "upload", unfinished)), "have arrived");
        refused(422, Map.of("task", "CLASSIFICATION"), "Say what the file is");
        refused(422, Map.of("import", Map.of("format", "pickle", "upload", whole)), "onnx, tribuo, bundle");
        refused(422, Map.of("import", Map.of("format", "onnx")), "POST /uploads");
        refused(
                422,
                Map.of("import", Map.of("format", "tribuo", "upload", whole, "missing", Map.of("width", 0))),
                "brings its own");
        refused(
                422,
                Map.of("elsewhere", Map.of("architecture", "x"), "import", Map.of("format", "onnx", "upload", whole)),
                "lives here");
        api.post(
                        model + "/imports",
                        Map.of(
                                "import",
                                Map.of(
                                        "format",
                                        "onnx",
                                        "upload",
                                        UUID.randomUUID().toString())))
                .expect(404);
        String jobs = "/api/v1/batch/jobs/version-import/executions";
        api.post(jobs, Map.of("parameters", Map.of("model", name, "upload", whole)))
                .expect(422);
        api.post(jobs, Map.of("parameters", Map.of("import", UUID.randomUUID().toString())))
                .expect(404);
        assertThat(api.get(model + "/imports").expect(200).json().path("items")).isEmpty();
        api.delete("/api/v1/uploads/" + unfinished).expect(204);
    }

    private void refused(int status, Map<String, Object> wanted, String words) {
        assertThat(RunCalls.problem(api.post(model + "/imports", wanted).expect(status)))
                .contains(words);
    }

    private JsonNode ended(String path) {
        return Await.state(api, path, Journey.LONGEST, "COMPLETED", "FAILED").json();
    }

    private String begun(int bytes) {
        return api.post("/api/v1/uploads", Map.of("bytes", bytes))
                .expect(201)
                .json()
                .required("id")
                .textValue();
    }

    private String uploaded(byte[] file) {
        String upload = begun(file.length);
        Map<String, String> headers = new HashMap<>(RunCalls.octets());
        headers.put("Upload-Offset", "0");
        api.send("PATCH", "/api/v1/uploads/" + upload, BodyPublishers.ofByteArray(file), headers)
                .expect(200);
        return upload;
    }
}
