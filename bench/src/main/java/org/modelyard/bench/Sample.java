package org.modelyard.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Seeded rows of numbers, and the model that is trained on them. */
final class Sample {

    static final int FEATURES = 30;
    static final String MODEL = "bench";

    private Sample() {}

    /** A header and rows; the label is which side of a noisy plane a row lies on. */
    static String csv(int rows, int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder(rows * features * 8);
        for (int f = 0; f < features; f++) {
            csv.append('x').append(f).append(',');
        }
        csv.append("label\n");
        for (int r = 0; r < rows; r++) {
            double sum = random.nextDouble() - 0.5;
            for (int f = 0; f < features; f++) {
                double x = Math.round(10_000 * (random.nextDouble() * 2 - 1)) / 10_000.0;
                sum += f % 2 == 0 ? x : -x;
                csv.append(x).append(',');
            }
            csv.append(sum > 0 ? "yes" : "no").append('\n');
        }
        return csv.toString();
    }

    /** One prediction's body. */
    static String body(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder json = new StringBuilder("{\"inputs\":{");
        for (int f = 0; f < FEATURES; f++) {
            json.append(f == 0 ? "\"x" : ",\"x")
                    .append(f)
                    .append("\":")
                    .append(String.format(Locale.ROOT, "%.4f", random.nextDouble() * 2 - 1));
        }
        return json.append("},\"unit\":\"user-42\"}").toString();
    }

    /** Dataset, import, training, deployment: what a prediction needs. */
    static void deploy(Client client) throws IOException {
        deploy(client, MODEL, "label", csv(5_000, FEATURES, 1));
    }

    /** The same for other rows; model and dataset are named alike. */
    static void deploy(Client client, String name, String target, String csv) throws IOException {
        client.post("/datasets", Map.of("name", name, "task", "CLASSIFICATION", "target", target));
        client.csv("/datasets/" + name + "/imports", csv);
        String version = train(client, name);
        String deployment = client.post(
                        "/deployments", Map.of("model", name, "version", version, "environment", "production"))
                .get("id")
                .asText();
        client.settled("/deployments/" + deployment);
    }

    /** @return the number of one more version of the dataset's model */
    static String train(Client client, String name) throws IOException {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("model", name);
        job.put("dataset", name);
        job.put("trainer", Map.of("type", "logistic-regression"));
        job.put("seed", 42);
        String id = client.post("/training-jobs", job).get("id").asText();
        return client.settled("/training-jobs/" + id).get("modelVersion").asText();
    }
}
