package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.modelyard.it.ApiClient.Reply;

/** The steps of the main job over REST, each failing with the answer it got. */
public record Journey(ApiClient api) {

    public static final Duration LONGEST = Duration.ofMinutes(3);

    /** Two numbers and a word decide between two labels; about one row in twenty has the other one. */
    public static String loans(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("income,debt,job,label\n");
        for (int i = 0; i < rows; i++) {
            double income = 20 + 60 * random.nextDouble();
            double debt = 40 * random.nextDouble();
            String job = random.nextBoolean() ? "employed" : "self";
            boolean yes = (income - debt + (job.equals("employed") ? 10 : 0) > 35) != (random.nextInt(20) == 0);
            csv.append("%.3f,%.3f,%s,%s%n".formatted(income, debt, job, yes ? "yes" : "no"));
        }
        return csv.toString();
    }

    public static String loanInputs(double income, double debt) {
        return "{\"income\":" + income + ",\"debt\":" + debt + ",\"job\":\"employed\"}";
    }

    public void newLoanDataset(String name) {
        newDataset(
                name,
                "label",
                "{\"name\":\"income\",\"type\":\"NUMERIC\"},{\"name\":\"debt\",\"type\":\"NUMERIC\"},"
                        + "{\"name\":\"job\",\"type\":\"CATEGORICAL\"}");
    }

    /** The same, where the job is a protected attribute. */
    void newSensitiveLoanDataset(String name) {
        newDataset(
                name,
                "label",
                "{\"name\":\"income\",\"type\":\"NUMERIC\"},{\"name\":\"debt\",\"type\":\"NUMERIC\"},"
                        + "{\"name\":\"job\",\"type\":\"CATEGORICAL\",\"sensitive\":true}");
    }

    public void newDataset(String name, String target, String features) {
        api.post(
                        "/api/v1/datasets",
                        "{\"name\":\"" + name + "\",\"task\":\"CLASSIFICATION\",\"target\":\"" + target
                                + "\",\"features\":[" + features + "]}")
                .expect(201);
    }

    public JsonNode importCsv(String dataset, String csv) {
        return api.send("POST", imports(dataset), csv, Map.of("Content-Type", "text/csv"))
                .expect(201)
                .json();
    }

    public JsonNode importGzip(String dataset, Path file) throws java.io.IOException {
        return api.send(
                        "POST",
                        imports(dataset),
                        BodyPublishers.ofFile(file),
                        Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"))
                .expect(201)
                .json();
    }

    private static String imports(String dataset) {
        return "/api/v1/datasets/" + dataset + "/imports";
    }

    /** @return the job's path */
    public String train(String model, String dataset, String more) {
        Reply taken = api.post(
                        "/api/v1/training-jobs",
                        "{\"model\":\"" + model + "\",\"dataset\":\"" + dataset
                                + "\",\"trainer\":{\"type\":\"logistic-regression\"},\"seed\":42" + more + "}")
                .expect(202);
        return "/api/v1/training-jobs/" + taken.json().required("id").textValue();
    }

    public JsonNode completed(String job) {
        JsonNode ended = Await.state(api, job, LONGEST, "COMPLETED", "FAILED", "CANCELLED")
                .json();
        if (!ended.path("state").asText().equals("COMPLETED")) {
            throw new AssertionError("the job ended as " + ended);
        }
        return ended;
    }

    public void deploy(String model, String version) {
        String id = api.post("/api/v1/deployments", "{\"model\":\"" + model + "\",\"version\":\"" + version + "\"}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode ended = Await.state(api, "/api/v1/deployments/" + id, LONGEST, "ACTIVE", "FAILED")
                .json();
        if (!ended.path("state").asText().equals("ACTIVE")) {
            throw new AssertionError("the deployment ended as " + ended);
        }
    }

    /** @return the SHA-256 of the version's artifact that predicts: encoder, weights and labels */
    String learned(String model, String version) {
        JsonNode artifacts = api.get("/api/v1/models/" + model + "/versions/" + version)
                .expect(200)
                .json()
                .required("artifacts");
        for (JsonNode artifact : artifacts) {
            if (artifact.path("kind").asText().equals("model")) {
                return artifact.required("sha256").textValue();
            }
        }
        throw new AssertionError("no model among " + artifacts);
    }

    /** @param inputs an object, or an array of them */
    public JsonNode predict(String model, String inputs) {
        return api.post("/api/v1/models/" + model + "/predict", "{\"inputs\":" + inputs + "}")
                .expect(200)
                .json()
                .required("predictions");
    }

    /** @return the report of a check of all the last hours */
    public JsonNode driftReport(String model) {
        String id = api.post("/api/v1/models/" + model + "/drift-checks", "{}")
                .expect(202)
                .json()
                .required("id")
                .textValue();
        JsonNode ended = Await.state(api, "/api/v1/drift-checks/" + id, LONGEST, "COMPLETED", "FAILED")
                .json();
        if (!ended.path("state").asText().equals("COMPLETED")) {
            throw new AssertionError("the check ended as " + ended);
        }
        return ended.required("report");
    }
}
