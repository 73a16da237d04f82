package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Ids;

class LoggedInferenceTest {

    private static final String ODD = "a\"b\\c\n\u0001\u00e9\ud83d\ude00";

    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(
                    new Signature.Input(new FeatureSpec("age \"x\"", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("note", FeatureType.TEXT), false),
                    new Signature.Input(new FeatureSpec("member", FeatureType.BOOLEAN), false),
                    new Signature.Input(new FeatureSpec("gone", FeatureType.NUMERIC), false)),
            List.of(ODD, "yes"));

    @Test
    void inputs_and_scores_are_json_by_name() throws IOException {
        LoggedInference row = LoggedInference.of(record(3_600_000_001L), new VersionShape(9, SIGNATURE, null));
        JsonNode inputs = new ObjectMapper().readTree(row.inputs());
        assertThat(inputs.get("age \"x\"").doubleValue()).isEqualTo(41.25);
        assertThat(inputs.get("note").textValue()).isEqualTo(ODD);
        assertThat(inputs.get("member").booleanValue()).isTrue();
        assertThat(inputs.has("gone")).isFalse();
        JsonNode scores = new ObjectMapper().readTree(row.scores());
        assertThat(scores.get("yes").floatValue()).isEqualTo(0.75f);
        assertThat(scores.get(ODD).floatValue()).isEqualTo(0.25f);
        assertThat(row.modelId()).isEqualTo(9);
    }

    @Test
    void a_version_that_is_gone_leaves_positions_instead_of_names() throws IOException {
        JsonNode inputs =
                new ObjectMapper().readTree(LoggedInference.of(record(0), null).inputs());
        assertThat(inputs.get("0").doubleValue()).isEqualTo(41.25);
        assertThat(inputs.get("1").textValue()).isEqualTo(ODD);
    }

    @Test
    void what_is_answered_beside_the_target_is_json_by_name() throws IOException {
        Signature several = new Signature(
                Task.CLASSIFICATION,
                SIGNATURE.inputs(),
                SIGNATURE.labels(),
                List.of(new Signature.Output(ODD, List.of("low", "high")), new Signature.Output("hours", List.of())));
        InferenceRecord record = record(0)
                .with(List.of(
                        new OutputAnswer(
                                1, "high", 0.75, new ClassScores(new int[] {1, 0}, new float[] {0.75f, 0.25f})),
                        new OutputAnswer(-1, null, 3.5, ClassScores.NONE)));
        LoggedInference row = LoggedInference.of(record, new VersionShape(9, several, null));
        JsonNode outputs = new ObjectMapper().readTree(row.outputs());
        assertThat(outputs.get(ODD))
                .hasToString("{\"label\":\"high\",\"score\":0.75,\"scores\":{\"high\":0.75,\"low\":0.25}}");
        assertThat(outputs.get("hours")).hasToString("{\"value\":3.5}");
        LoggedInference plain = LoggedInference.of(record(0), new VersionShape(9, several, null));
        assertThat(plain.outputs()).isNull();
        assertThat(row.bytes() - plain.bytes())
                .isEqualTo(String.valueOf(row.outputs()).length());
        JsonNode gone =
                new ObjectMapper().readTree(LoggedInference.of(record, null).outputs());
        assertThat(gone.at("/0/scores/1").floatValue()).isEqualTo(0.75f);
        assertThat(gone.at("/1/value").doubleValue()).isEqualTo(3.5);
    }

    @Test
    void an_hour_begins_at_its_full_hour() {
        assertThat(HourKey.of(record(3_600_000_000L), 1).hourStart()).isEqualTo(Instant.ofEpochSecond(3_600));
        assertThat(HourKey.of(record(3_599_999_999L), 1).hourStart()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void latency_quantiles_come_out_within_a_bin() {
        LatencyCounts counts = new LatencyCounts();
        for (int micros = 1; micros <= 10_000; micros++) {
            counts.add(micros);
        }
        assertThat(counts.quantileMicros(0.95)).isBetween(9_500.0, 9_500 * 1.19);
        assertThat(LatencyCounts.fromBytes(counts.toBytes()).quantileMicros(0.5))
                .isBetween(5_000.0, 5_000 * 1.19);
        assertThat(new LatencyCounts().quantileMicros(0.5)).isNaN();
    }

    @Test
    void the_sum_of_hours_counts_each_row_once() {
        HourCounts one = new HourCounts(null);
        one.add(record(0), 100);
        HourCounts sum = one.plus(one);
        assertThat(sum.requests()).isEqualTo(2);
        assertThat(sum.logBytes()).isEqualTo(200);
        assertThat(sum.latencies().quantileMicros(1)).isCloseTo(256, within(60.0));
        assertThat(one.requests()).isEqualTo(1);
    }

    /** A candidate that turns requests away would else seem to be fast. */
    @Test
    void latencies_that_are_compared_are_of_rows_that_somebody_was_asked_about() {
        HourCounts hour = new HourCounts(null);
        hour.add(record(RolloutVariants.CANDIDATE, InferenceOutcome.ANSWERED), 100);
        hour.add(record(RolloutVariants.CANDIDATE, InferenceOutcome.FAILED), 100);
        hour.add(record(RolloutVariants.CANDIDATE, InferenceOutcome.FAILED).unasked(), 100);
        hour.add(record(RolloutVariants.CANDIDATE, InferenceOutcome.REFUSED), 100);
        assertThat(hour.requests()).isEqualTo(4);
        assertThat(hour.failed()).isEqualTo(2);
        assertThat(LongStream.of(hour.latencies().counts()).sum()).isEqualTo(2);

        HourCounts usual = new HourCounts(null);
        usual.add(record("main", InferenceOutcome.REFUSED), 100);
        assertThat(LongStream.of(usual.latencies().counts()).sum()).isEqualTo(1);
    }

    private static InferenceRecord record(long micros) {
        return record(micros, "main", InferenceOutcome.ANSWERED);
    }

    private static InferenceRecord record(String variant, InferenceOutcome outcome) {
        return record(0, variant, outcome);
    }

    private static InferenceRecord record(long micros, String variant, InferenceOutcome outcome) {
        return new InferenceRecord(
                Ids.next(),
                micros,
                50,
                100,
                150,
                200,
                variant,
                RoutingReason.DEPLOYMENT,
                "user-1",
                outcome,
                new InputRow(new double[] {41.25, Double.NaN, 1, Double.NaN}, new String[] {null, ODD, null, null}),
                1,
                "yes",
                0.75,
                new ClassScores(new int[] {1, 0}, new float[] {0.75f, 0.25f}),
                250,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
    }
}
