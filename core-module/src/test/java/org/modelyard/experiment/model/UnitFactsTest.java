package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.serving.model.PredictionRow;

class UnitFactsTest {

    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(
                    new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("job", FeatureType.CATEGORICAL), true),
                    new Signature.Input(new FeatureSpec("member", FeatureType.BOOLEAN), true)),
            List.of("no", "yes"));

    private static final Targeting TARGETING = new Targeting(
            Map.of(
                    "age",
                    FeatureType.NUMERIC,
                    "job",
                    FeatureType.CATEGORICAL,
                    "member",
                    FeatureType.BOOLEAN,
                    "tier",
                    FeatureType.CATEGORICAL),
            "age > 17");

    @Test
    void attributes_come_before_dimensions_and_those_before_inputs() {
        assertThat(facts("{\"tier\":\"gold\",\"age\":5}", "{\"tier\":\"tin\",\"job\":\"none\",\"other\":1}"))
                .isEqualTo(Map.of("tier", "gold", "age", 5.0, "job", "none", "member", true));
    }

    @Test
    void inputs_are_known_by_their_features_and_what_is_missing_is_missing() {
        assertThat(facts(null, null)).isEqualTo(Map.of("age", 41.0, "job", "smith", "member", true));
        PredictionRow empty = row(new InputRow(new double[] {Double.NaN, 0, 0}, new String[3]), null, null);
        assertThat(UnitFacts.of(TARGETING, empty, SIGNATURE))
                .containsEntry("member", false)
                .doesNotContainKey("age");
    }

    @Test
    void what_is_no_plain_value_is_missing() {
        assertThat(facts("{\"tier\":[\"gold\"],\"age\":null}", null))
                .doesNotContainKey("tier")
                .containsEntry("age", 41.0);
    }

    @Test
    void segments_are_of_attributes_before_dimensions_and_of_plain_values() {
        KnownBefore before = UnitFacts.before(
                new WantedFacts(List.of("tier", "age", "job", "member", "list"), null),
                "{\"tier\":\" gold \",\"age\":30.0,\"list\":[1]}",
                "{\"tier\":\"tin\",\"job\":\"smith\",\"member\":true}");
        assertThat(before).isEqualTo(new KnownBefore(Arrays.asList("gold", "30", "smith", "true", null), null));
        assertThat(UnitFacts.before(new WantedFacts(List.of("tier"), "spent"), null, null))
                .isEqualTo(KnownBefore.NONE);
        assertThat(UnitFacts.before(WantedFacts.NONE, "{}", null)).isEqualTo(KnownBefore.NONE);
    }

    @Test
    void a_covariate_is_a_number_of_the_attributes_before_the_dimensions_and_else_unknown() {
        assertThat(covariate("{\"spent\":12.5}", "{\"spent\":7}")).isEqualTo(12.5);
        assertThat(covariate("{\"spent\":null}", "{\"spent\":-7}")).isEqualTo(-7);
        assertThat(covariate("{\"spent\":0}", null)).isZero();
        for (String none : List.of("\"12.5\"", "true", "[1]", "1e13", "-1e400")) {
            assertThat(covariate("{\"spent\":" + none + "}", null)).as(none).isNull();
        }
        assertThat(covariate("{\"other\":1}", null)).isNull();
    }

    private static @Nullable Double covariate(@Nullable String attributes, @Nullable String dimensions) {
        return UnitFacts.before(new WantedFacts(List.of(), "spent"), attributes, dimensions)
                .covariate();
    }

    private static Map<String, Object> facts(@Nullable String attributes, @Nullable String dimensions) {
        return UnitFacts.of(
                TARGETING,
                row(
                        new InputRow(new double[] {41, Double.NaN, 1}, new String[] {null, "smith", null}),
                        attributes,
                        dimensions),
                SIGNATURE);
    }

    private static PredictionRow row(InputRow inputs, @Nullable String attributes, @Nullable String dimensions) {
        return new PredictionRow(inputs, List.of(), "u", dimensions, attributes, null);
    }
}
