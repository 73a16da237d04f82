package org.modelyard.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A regression whose versions are off by a known number wherever they are asked. */
final class NumbersInService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNITS = 60;

    private final ApiClient api;
    private final String name;

    /** @param name of the dataset and the model */
    NumbersInService(ApiClient api, String name) {
        this.api = api;
        this.name = name;
    }

    /** Evaluated versions 1.0.0, 1.0.1 …, each off by so much. */
    void make(int... offs) {
        api.post("/api/v1/datasets", "{\"name\":\"" + name + "\",\"task\":\"REGRESSION\",\"target\":\"y\"}")
                .expect(201);
        new Journey(api)
                .importCsv(
                        name,
                        IntStream.range(0, 200)
                                .mapToObj(x -> x + "," + truth(x))
                                .collect(Collectors.joining("\n", "x,y\n", "\n")));
        for (int off : offs) {
            add(ruled(off));
        }
    }

    /**
     * One more evaluated version.
     *
     * @param document of its scorer
     * @return its number
     */
    String add(String document) {
        String versions = "/api/v1/models/" + name + "/versions";
        String version =
                api.post(versions, document).expect(201).json().path("version").asText();
        String evaluation = api.post(versions + "/" + version + "/evaluations", Map.of("dataset", name))
                .expect(202)
                .json()
                .path("id")
                .asText();
        Await.state(api, "/api/v1/evaluations/" + evaluation, PATIENCE, "COMPLETED");
        return version;
    }

    private static int truth(int x) {
        return x < 100 ? 0 : 100;
    }

    private static String ruled(int off) {
        return "{\"scorer\":{\"type\":\"rules\",\"signature\":{\"task\":\"REGRESSION\",\"inputs\":[{\"name\":\"x\",\"type\":\"NUMERIC\"}]},"
                + "\"rules\":[{\"when\":\"x >= 100\",\"answer\":" + (100 + off) + "}],\"otherwise\":{\"answer\":" + off
                + "}}}";
    }

    /** Many units are answered, and for each it is told, and joined, what was right. */
    void told() {
        String rows = IntStream.range(0, UNITS)
                .mapToObj(i -> "{\"unit\":\"user-" + i + "\",\"inputs\":{\"x\":" + 3 * i + "}}")
                .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
        JsonNode answers = api.post("/api/v1/models/" + name + "/predict", rows)
                .expect(200)
                .json()
                .required("predictions");
        String last = "";
        for (int i = 0; i < UNITS; i++) {
            last = "/api/v1/inferences/" + answers.path(i).path("inferenceId").asText();
            api.post(last + "/feedback", "{\"value\":" + truth(3 * i) + "}").expect(201, 202);
        }
        String told = last;
        Await.until("what was right is joined", PATIENCE, () -> Optional.of(api.get(told))
                .filter(reply -> reply.status() == 200 && reply.body().contains("JOINED")));
    }
}
