package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;

/** The labelled streams of the shared data: what changed rings, what did not stays silent. */
class StreamDriftTest {

    @Test
    void before_the_first_event_of_synthetic_drift_every_window_is_silent() throws IOException {
        Stream stream = new Stream("synthetic_drift");
        for (int from = 5_000; from < 15_000; from += 500) {
            assertThat(stream.compare(0, 5_000, from, from + 500).drifted()).isEmpty();
        }
    }

    @Test
    void each_event_of_synthetic_drift_is_found_at_its_feature() throws IOException {
        Stream stream = new Stream("synthetic_drift");
        assertThat(stream.drifted(15_000, 15_500)).containsExactly("x1");
        assertThat(stream.drifted(18_000, 20_000)).containsExactly("x1");
        assertThat(stream.drifted(26_000, 28_500)).containsExactly("x1", "x3");
        assertThat(stream.drifted(30_000, 30_500)).contains("x1", "channel");
        assertThat(stream.drifted(30_000, 32_500)).containsExactly("x1", "x3", "channel");
    }

    @Test
    void a_changed_concept_is_not_visible_in_the_inputs() throws IOException {
        Stream stream = new Stream("synthetic_drift");
        assertThat(stream.compare(30_000, 35_000, 35_000, 45_000).drifted()).isEmpty();
    }

    @Test
    void the_sea_stream_is_silent_throughout() throws IOException {
        Stream stream = new Stream("sea_stream");
        for (int from = 5_000; from < 50_000; from += 2_500) {
            assertThat(stream.compare(0, 5_000, from, from + 2_500).drifted()).isEmpty();
        }
    }

    private static final class Stream {
        private final List<String> header;
        private final List<String[]> rows;

        Stream(String folder) throws IOException {
            Path data = Path.of(System.getProperty("modelyard.data", "missing"));
            Assumptions.assumeTrue(Files.isDirectory(data), "shared data not present: skipped");
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(
                            Files.newInputStream(data.resolve(folder).resolve("data.csv.gz"))),
                    StandardCharsets.UTF_8))) {
                header = List.of(in.readLine().split(","));
                rows = in.lines().map(line -> line.split(",")).toList();
            }
        }

        List<String> drifted(int from, int to) {
            return compare(0, 15_000, from, to).drifted().stream()
                    .map(FeatureDrift::name)
                    .toList();
        }

        DriftReport compare(int referenceFrom, int referenceTo, int from, int to) {
            Table reference = table(referenceFrom, referenceTo);
            ProfileLayout layout = ProfileLayout.of(reference);
            return DriftTest.withDefaults()
                    .compare(Histograms.of(layout, reference), Histograms.of(layout, table(from, to)));
        }

        private Table table(int from, int to) {
            Samples samples = new Samples();
            for (int column = 0; column < header.size(); column++) {
                int at = column;
                String name = header.get(column);
                if (name.startsWith("x")) {
                    samples.numeric(
                            name,
                            rows.subList(from, to).stream()
                                    .mapToDouble(row -> Double.parseDouble(row[at]))
                                    .toArray());
                } else if (name.equals("channel")) {
                    samples.categorical(
                            name,
                            rows.subList(from, to).stream().map(row -> row[at]).toArray(String[]::new));
                }
            }
            return samples.table();
        }
    }
}
