package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.testdata.SharedData;

/** Real rows, with their odd values, through ONNX Runtime. */
class OnnxRealRowsTest {

    @Test
    void rows_of_adult() {
        compare(SharedData.adult("train"), SharedData.adult("test"), "gradient-boosted-trees", true);
    }

    @Test
    void rows_of_bike_sharing() {
        compare(SharedData.bikeSharing(), SharedData.bikeSharing(), "random-forest", true);
    }

    @Test
    void texts_of_banking77_are_encoded_outside() {
        compare(SharedData.banking77("train"), SharedData.banking77("test"), "logistic-regression", false);
    }

    private static void compare(Table train, Table test, String trainer, boolean inside) {
        Map<String, ?> quick =
                switch (trainer) {
                    case "logistic-regression" -> Map.of("epochs", 1);
                    case "random-forest" -> Map.of("trees", 20);
                    default -> Map.of("rounds", 20);
                };
        ModelScorer scorer = Rows.trained(OnnxCheck.sample(train, 3_000), trainer, quick);
        OnnxExport export = OnnxWriter.write(scorer);
        assertThat(export.featureStepInside()).isEqualTo(inside);
        OnnxCheck check = OnnxCheck.of(export, scorer, OnnxCheck.sample(test, 1_000));
        assertThat(check.rows()).isEqualTo(1_000);
        assertThat(check.maxDifference()).isLessThan(1e-6);
    }
}
