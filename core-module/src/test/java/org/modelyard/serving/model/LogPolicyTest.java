package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.LogPolicy.Inputs;

class LogPolicyTest {

    private static final Signature PLAIN = signature(false);
    private static final Signature DELICATE = signature(true);
    private static final LogKey KEY = LogKey.of("0123456789abcdef".repeat(4));
    private static final InputRow ROW = row(41, "secret words", Double.NaN);

    @Test
    void what_is_not_sensitive_is_kept_as_it_is() {
        assertThat(LogPolicy.USUAL.kept(ROW, PLAIN, KEY)).isSameAs(ROW);
        assertThat(new LogPolicy(Inputs.FULL, false).kept(ROW, DELICATE, KEY)).isSameAs(ROW);
    }

    @Test
    void sensitive_values_are_masked_and_missing_ones_stay_missing() {
        InputRow kept = LogPolicy.USUAL.kept(ROW, DELICATE, KEY);
        assertThat(kept.numbers()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(kept.withheld(0)).isTrue();
        assertThat(kept.texts()[1]).isEqualTo("secret words");
        assertThat(kept.withheld(1)).isFalse();
        assertThat(kept.withheld(2)).as("it was missing").isFalse();
        assertThat(ROW.numbers()[0]).as("what the model sees").isEqualTo(41);
        assertThat(json(kept, DELICATE)).isEqualTo("{\"age\":\"***\",\"words\":\"secret words\"}");
        assertThat(WithheldInputs.told(kept)).isTrue();
    }

    @Test
    void a_hash_tells_equal_rows_and_no_value() {
        LogPolicy hashed = new LogPolicy(Inputs.HASHED, true);
        String json = json(hashed.kept(ROW, PLAIN, KEY), PLAIN);
        assertThat(json).matches("\\{\"sha256\":\"[0-9a-f]{64}\"}").doesNotContain("secret");
        assertThat(json(hashed.kept(row(41, "secret words", Double.NaN), PLAIN, KEY), PLAIN))
                .isEqualTo(json);
        assertThat(List.of(
                        row(42, "secret words", Double.NaN),
                        row(41, "secret word", Double.NaN),
                        row(41, "secret words", 1)))
                .allSatisfy(other ->
                        assertThat(json(hashed.kept(other, PLAIN, KEY), PLAIN)).isNotEqualTo(json));
        assertThat(WithheldInputs.told(hashed.kept(ROW, PLAIN, KEY))).isFalse();
    }

    @Test
    void who_has_not_the_key_finds_out_nothing_by_trying() {
        LogPolicy hashed = new LogPolicy(Inputs.HASHED, true);
        String json = json(hashed.kept(ROW, PLAIN, KEY), PLAIN);
        assertThat(json(hashed.kept(ROW, PLAIN, LogKey.of(LogKey.random())), PLAIN))
                .isNotEqualTo(json);
        assertThat(json(hashed.kept(ROW, PLAIN, null), PLAIN))
                .as("no key, no hash")
                .isEqualTo("{}");
        assertThatThrownBy(() -> LogKey.of("abcd")).isInstanceOf(IllegalArgumentException.class);
        assertThat(LogKey.random()).matches("[0-9a-f]{64}").isNotEqualTo(LogKey.random());
    }

    @Test
    void nothing_is_nothing() {
        InputRow kept = new LogPolicy(Inputs.NONE, false).kept(ROW, PLAIN, KEY);
        assertThat(json(kept, PLAIN)).isEqualTo("{}");
        assertThat(WithheldInputs.told(kept)).isFalse();
        assertThat(LogPolicy.CLOSED.kept(ROW, PLAIN, KEY).numbers()).isEmpty();
    }

    @Test
    void what_is_missing_in_a_wish_is_as_usual() {
        assertThat(new LogPolicy.Wanted(null, null).checked()).isEqualTo(LogPolicy.USUAL);
        assertThat(new LogPolicy.Wanted("NONE", false).checked()).isEqualTo(new LogPolicy(Inputs.NONE, false));
        assertThatThrownBy(() -> new LogPolicy.Wanted("SOME", null).checked()).isInstanceOf(Refusal.Invalid.class);
    }

    private static String json(InputRow row, Signature signature) {
        InferenceRecord record = new InferenceRecord(
                new java.util.UUID(1, 2),
                0,
                1,
                2,
                3,
                4,
                "main",
                RoutingReason.DEPLOYMENT,
                null,
                InferenceOutcome.ANSWERED,
                row,
                -1,
                null,
                1,
                ClassScores.NONE,
                5,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
        InferenceRecord journalled = InferenceRecord.decode(bytes(record));
        return LoggedInference.of(journalled, new VersionShape(1, signature, null))
                .inputs();
    }

    private static byte[] bytes(InferenceRecord record) {
        java.nio.ByteBuffer encoded = new InferenceEncoder().encode(record);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static InputRow row(double age, String words, double size) {
        return new InputRow(new double[] {age, Double.NaN, size}, new String[] {null, words, null});
    }

    private static Signature signature(boolean sensitive) {
        return new Signature(
                Task.REGRESSION,
                List.of(
                        new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC, sensitive), false),
                        new Signature.Input(new FeatureSpec("words", FeatureType.TEXT), false),
                        new Signature.Input(new FeatureSpec("size", FeatureType.NUMERIC, sensitive), false)),
                List.of());
    }
}
