package org.modelyard.ml.calibration;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.evaluation.ClassificationScores;

/**
 * From the probabilities that a model states to ones that hold, over all its labels. What is usual ({@link Method#usual}) keeps
 * the order of rows and labels: Platt's two parameters for two labels; for more one temperature, since one map a label needs rows
 * of every label, and scaling the maps' answers to a sum of 1 spoils what each was fitted to.
 */
public sealed interface LabelCalibration permits OneVersusRest, TemperatureScaling {

    /** How it is fitted. */
    enum Method {
        /** {@link PlattScaling}, of more than two labels one each. */
        PLATT,
        /** {@link IsotonicCalibration}, of more than two labels one each. */
        ISOTONIC,
        /** {@link TemperatureScaling}. */
        TEMPERATURE;

        public static Method usual(int labels) {
            return labels == 2 ? PLATT : TEMPERATURE;
        }
    }

    /**
     * @param scores of rows that the model did not learn from
     * @throws IllegalArgumentException when there is no row, or a label's map would have no row of it, or nothing else
     */
    static LabelCalibration fit(ClassificationScores scores, Method method) {
        return method == Method.TEMPERATURE ? TemperatureScaling.fit(scores) : OneVersusRest.fit(scores, method);
    }

    /** @throws IllegalArgumentException when it cannot be used with so many labels */
    void requireLabels(int labels);

    /** @return new probabilities, which sum to 1 */
    double[] calibrate(double[] probabilities);

    /** All rows, for measuring what the calibration does; on rows that it was not fitted on. */
    default ClassificationScores calibrate(ClassificationScores scores) {
        int k = scores.labels().size();
        double[] calibrated = new double[scores.probabilities().length];
        for (int row = 0; row < scores.rows(); row++) {
            double[] of = calibrate(Arrays.copyOfRange(scores.probabilities(), row * k, (row + 1) * k));
            System.arraycopy(of, 0, calibrated, row * k, k);
        }
        return new ClassificationScores(scores.labels(), scores.actual(), calibrated);
    }

    /** The same calibration gives the same bytes. */
    void write(BinaryWriter out);

    /** @throws CorruptContent when what follows is no calibration */
    static LabelCalibration read(BinaryReader in) {
        try {
            return in.getInt(OneVersusRest.KIND, TemperatureScaling.KIND) == OneVersusRest.KIND
                    ? OneVersusRest.read(in)
                    : new TemperatureScaling(in.getDouble());
        } catch (IllegalArgumentException e) {
            throw new CorruptContent("The calibration is not valid: " + e.getMessage());
        }
    }
}
