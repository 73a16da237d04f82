package org.modelyard.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;

/** What the pages of a console under test have to show besides its model. */
final class ShownThings {

    private static final String NAME = "console-pages";
    private static final Duration TRAINING = Duration.ofMinutes(3);

    private ShownThings() {}

    /** Where a model is asked about many rows, and about candidates. */
    static List<String> asked() {
        return List.of("/console/models/" + NAME + "/rows", "/console/models/" + NAME + "/recommend?fill=1");
    }

    /** A running one, with figures that are drawn. */
    static String experiment(ApiClient api) {
        String name = NAME + "-captions";
        String path = "/api/v1/experiments/" + name;
        Map<String, Object> metric = Map.of("event", "click");
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "variants",
                                List.of(Map.of("name", "a"), Map.of("name", "b")),
                                "metric",
                                metric,
                                "guardrails",
                                List.of(Map.of("metric", metric)),
                                "rule",
                                "EXACT",
                                "window",
                                "PT1S",
                                "segments",
                                List.of("country")))
                .expect(201);
        api.post(path + "/start", "").expect(200);
        for (int i = 0; i < 10; i++) {
            String country = i % 3 == 0 ? "de" : "at";
            api.post(path + "/assign", Map.of("unit", "u" + i, "attributes", Map.of("country", country)))
                    .expect(200);
        }
        // units whose window is open are not judged, and nothing would be drawn
        Await.until("windows are over", Duration.ofSeconds(30), () -> {
            JsonNode results = api.get(path + "/results").expect(200).json();
            return results.path("withinWindow").asInt() == 0 ? Optional.of(results) : Optional.empty();
        });
        return name;
    }

    /** One that may still be changed, of more variants than the form begins with. */
    static String draft(ApiClient api) {
        String name = NAME + "-draft";
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "variants",
                                List.of(Map.of("name", "a"), Map.of("name", "b"), Map.of("name", "c")),
                                "metric",
                                Map.of("event", "click")))
                .expect(201);
        return name;
    }

    /** A running one, in its first round. */
    static String bandit(ApiClient api) {
        String name = NAME + "-bandit";
        api.post(
                        "/api/v1/experiments",
                        Map.of(
                                "name",
                                name,
                                "variants",
                                List.of(Map.of("name", "a"), Map.of("name", "b")),
                                "metric",
                                Map.of("event", "click"),
                                "allocation",
                                Map.of("strategy", "THOMPSON")))
                .expect(201);
        api.post("/api/v1/experiments/" + name + "/start", "").expect(200);
        return name;
    }

    /** Another version that looks on beside the one that serves. */
    static String shadow(ApiClient api) {
        String job = api.post(
                        "/api/v1/training-jobs",
                        Map.of("model", NAME, "dataset", NAME, "trainer", Map.of("type", "logistic-regression")))
                .expect(202)
                .json()
                .path("id")
                .asText();
        String version = Await.state(api, "/api/v1/training-jobs/" + job, TRAINING, "COMPLETED")
                .json()
                .path("modelVersion")
                .asText();
        approved(api, version);
        String candidate = api.post(
                        "/api/v1/deployments",
                        "{\"model\":\"" + NAME + "\",\"version\":\"" + version
                                + "\",\"strategy\":{\"type\":\"SHADOW\",\"steps\":[{\"duration\":\"PT1H\"}]}}")
                .expect(202)
                .json()
                .path("id")
                .asText();
        String rollout = api.get("/api/v1/rollouts?deployment=" + candidate)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        Await.state(api, "/api/v1/rollouts/" + rollout, Duration.ofSeconds(30), "RUNNING");
        return rollout;
    }

    /** By somebody else, so that the policy which the pages show takes no rollout back. */
    private static void approved(ApiClient api, String version) {
        String user = "approver-of-" + NAME;
        api.post("/api/v1/users", Map.of("name", user, "role", "OPERATOR")).expect(201);
        String token = api.post("/api/v1/tokens", Map.of("user", user, "name", "it", "role", "OPERATOR"))
                .expect(201)
                .json()
                .required("token")
                .textValue();
        api.with(token)
                .post("/api/v1/models/" + NAME + "/versions/" + version + "/approvals", "{}")
                .expect(200);
    }

    static String run(ApiClient api, double rate) {
        String run = api.post(
                        "/api/v1/runs",
                        Map.of(
                                "name",
                                NAME,
                                "parameters",
                                Map.of("rate", rate, "a rather long name of one", "x".repeat(300))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        List<Map<String, Object>> points = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            points.add(Map.of("key", "validation loss", "value", 1 / (1 + rate * step), "step", step));
            points.add(Map.of("key", "accuracy", "value", 1 - 1 / (2 + rate * step), "step", step));
        }
        api.post("/api/v1/runs/" + run + "/metrics", Map.of("metrics", points)).expect(200);
        api.send(
                        "PUT",
                        "/api/v1/runs/" + run + "/artifacts/model/weights.txt",
                        "some",
                        Map.of("Content-Type", "text/plain"))
                .expect(200);
        return run;
    }

    static String rows() {
        Random random = new Random(11);
        StringBuilder csv = new StringBuilder("size,colour,label\n");
        for (int row = 0; row < 600; row++) {
            double size = random.nextInt(300) / 100.0;
            csv.append(size)
                    .append(',')
                    .append(random.nextBoolean() ? "red" : "blue")
                    .append(',')
                    .append(size + 0.3 * random.nextGaussian() > 1.5 ? "large" : "small")
                    .append('\n');
        }
        return csv.toString();
    }
}
