package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.IsotonicCalibration;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.ml.calibration.OneVersusRest;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.tree.Workers;

/** Calibrations and thresholds inside the file. */
class OnnxDecisionsTest {

    private static final DecisionThreshold HIGH =
            new DecisionThreshold(0.9, new ThresholdObjective.FBetaScore(1), 0.5, 100);

    private static ModelScorer deciding(
            int labels,
            String trainer,
            LabelCalibration.@Nullable Method method,
            @Nullable DecisionThreshold threshold) {
        ModelScorer plain = Rows.trained(Rows.of(labels, 300, 1, false, Rows.EXPRESSIBLE), trainer, Map.of());
        Table unseen = Rows.of(labels, 300, 7, false, Rows.EXPRESSIBLE);
        LabelCalibration calibration =
                method == null ? null : LabelCalibration.fit(Asked.labels(plain, unseen, Workers.ALONE), method);
        return plain.deciding(new Decision(calibration, threshold));
    }

    @ParameterizedTest
    @CsvSource({
        "2,PLATT,logistic-regression",
        "2,ISOTONIC,logistic-regression",
        "2,TEMPERATURE,logistic-regression",
        "3,PLATT,logistic-regression",
        "3,ISOTONIC,logistic-regression",
        "3,TEMPERATURE,logistic-regression",
        "2,ISOTONIC,random-forest",
        "3,ISOTONIC,decision-tree"
    })
    void calibrated_probabilities_are_the_same(int labels, LabelCalibration.Method method, String trainer) {
        ModelScorer scorer = deciding(labels, trainer, method, null);
        OnnxExport export = OnnxWriter.write(scorer);
        assertThat(OnnxCheck.of(export, scorer, Rows.of(labels, 500, 2, true, Rows.EXPRESSIBLE))
                        .maxDifference())
                .isLessThan(OnnxCheck.TOLERANCE);
    }

    @Test
    void the_threshold_decides_the_label() {
        ModelScorer scorer = deciding(2, "logistic-regression", LabelCalibration.Method.PLATT, HIGH);
        Table rows = Rows.of(2, 500, 2, true, Rows.EXPRESSIBLE);
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                .isLessThan(1e-9);
        ModelScorer other = scorer.deciding(new Decision(scorer.decision().calibration(), null));
        assertThatThrownBy(() -> OnnxCheck.of(OnnxWriter.write(scorer), other, rows))
                .isInstanceOf(OnnxCheck.Differs.class)
                .hasMessageContaining("where the model answers 'b");
    }

    @Test
    void maps_that_all_say_0_leave_the_probabilities_as_they_are() {
        IsotonicCalibration none = new IsotonicCalibration(new double[] {0.5}, new double[] {0});
        ModelScorer plain = Rows.trained(Rows.of(3, 200, 1, false, Rows.EXPRESSIBLE), "logistic-regression", Map.of());
        ModelScorer scorer = plain.deciding(new Decision(new OneVersusRest(List.of(none, none, none)), null));
        Table rows = Rows.of(3, 100, 2, true, Rows.EXPRESSIBLE);
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                .isLessThan(1e-9);
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), plain, rows).maxDifference())
                .isLessThan(1e-9);
    }
}
