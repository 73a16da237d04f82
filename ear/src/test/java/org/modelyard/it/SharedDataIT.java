package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Real data through REST: what the models are worth is measured on the answers to the test rows, one set on each database. The rows' values lie in
 * files whichever it is; on H2 both sets go through the console as well.
 */
@OnBothDatabases
class SharedDataIT {

    private static final int BATCH = 500;
    private static final Set<String> ADULT_NUMBERS =
            Set.of("age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week");

    private final Database database;
    private final Journey journey;
    private final String name = "shared-" + UUID.randomUUID().toString().substring(0, 8);

    SharedDataIT(ModelyardServer server) {
        this.database = server.database();
        this.journey = new Journey(server.api());
    }

    private record Scored(String label, JsonNode answer) {}

    @Test
    void what_real_rows_say_is_learned_and_served() throws IOException {
        if (database == Database.H2) {
            banking77_is_learned_and_served();
        } else {
            adult_is_learned_and_served();
        }
    }

    private void banking77_is_learned_and_served() throws IOException {
        Path data = data("banking77");
        journey.newDataset(name, "label", "{\"name\":\"text\",\"type\":\"TEXT\"}");
        journey.importGzip(name, data.resolve("train.csv.gz"));
        serve();
        List<Scored> answers = answers(records(data.resolve("test.csv.gz")), "label");
        double right = answers.stream()
                .filter(scored -> scored.answer().path("label").asText().equals(scored.label()))
                .count();
        assertThat(right / answers.size()).as("accuracy").isGreaterThanOrEqualTo(0.88);
    }

    private void adult_is_learned_and_served() throws IOException {
        Path data = data("adult");
        List<NamedCsvRecord> test = records(data.resolve("test.csv.gz"));
        StringBuilder features = new StringBuilder();
        for (String column : test.get(0).getHeader()) {
            if (!column.equals("income_gt_50k")) {
                String type = ADULT_NUMBERS.contains(column) ? "NUMERIC" : "CATEGORICAL";
                features.append(features.isEmpty() ? "" : ",")
                        .append("{\"name\":\"" + column + "\",\"type\":\"" + type + "\"}");
            }
        }
        journey.newDataset(name, "income_gt_50k", features.toString());
        journey.importGzip(name, data.resolve("train.csv.gz"));
        serve();
        assertThat(auc(answers(test, "income_gt_50k"))).as("AUC").isGreaterThanOrEqualTo(0.90);
    }

    private void serve() {
        JsonNode job = journey.completed(journey.train(name, name, ""));
        journey.deploy(name, job.path("modelVersion").asText());
    }

    private List<Scored> answers(List<NamedCsvRecord> rows, String target) {
        List<Scored> answers = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<NamedCsvRecord> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            JsonNode predictions = journey.predict(
                    name,
                    ApiClient.write(
                            batch.stream().map(row -> inputs(row, target)).toList()));
            for (int i = 0; i < batch.size(); i++) {
                answers.add(new Scored(batch.get(i).getField(target), predictions.path(i)));
            }
        }
        return answers;
    }

    private static Map<String, Object> inputs(NamedCsvRecord row, String target) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        row.getFieldsAsMap().forEach((column, field) -> {
            if (!column.equals(target) && !field.isEmpty()) {
                inputs.put(column, ADULT_NUMBERS.contains(column) ? Double.valueOf(field) : field);
            }
        });
        return inputs;
    }

    /** Area under the ROC curve by ranks, ties shared (Mann and Whitney). */
    private static double auc(List<Scored> answers) {
        List<Scored> sorted = new ArrayList<>(answers);
        sorted.sort(Comparator.comparingDouble(SharedDataIT::positive));
        double ranks = 0;
        long positives = 0;
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            while (to < sorted.size() && positive(sorted.get(to)) == positive(sorted.get(from))) {
                to++;
            }
            for (Scored scored : sorted.subList(from, to)) {
                if (scored.label().equals("1")) {
                    positives++;
                    ranks += (from + 1 + to) / 2.0;
                }
            }
            from = to;
        }
        long negatives = sorted.size() - positives;
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static double positive(Scored scored) {
        return scored.answer().path("scores").path("1").asDouble();
    }

    private static List<NamedCsvRecord> records(Path file) throws IOException {
        try (Reader text =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return csv.stream().toList();
        }
    }

    private static Path data(String set) {
        Path folder = Path.of(System.getProperty("modelyard.data", "../../shared/data"), set);
        Assumptions.assumeTrue(Files.isDirectory(folder), "shared data not present: skipped");
        return folder;
    }
}
