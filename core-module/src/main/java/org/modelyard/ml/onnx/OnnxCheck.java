package org.modelyard.ml.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.feature.ColumnStep;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;

/**
 * Asks a written file and the model itself about the same rows.
 *
 * @param rows that were asked about
 * @param maxDifference the largest between two probabilities of a label, or between two numbers as a share of the larger of 1 and the model's
 *     own
 */
public record OnnxCheck(int rows, double maxDifference) {

    /** What the two may differ by. */
    public static final double TOLERANCE = 1e-5;

    private static final int MOST_VALUES = 1 << 22;
    private static final int MOST_ROWS = 256;

    /** The file answers otherwise than the model; the message says where and by how much. */
    public static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Differs(String message) {
            super(message);
        }
    }

    /**
     * @param rows of the model's features, in their order
     * @throws Differs when a row's answers differ by more than {@link #TOLERANCE}, or in a label that is not as probable as the other
     * @throws OnnxFailure when ONNX Runtime cannot run the file
     */
    public static OnnxCheck of(OnnxExport export, ModelScorer scorer, Table rows) {
        int width = export.featureStepInside()
                ? export.inputs().size()
                : scorer.encoder().width();
        int batch = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, width)));
        double most = 0;
        try (OnnxModel model = OnnxModel.open(spoken(export, scorer))) {
            for (int from = 0; from < rows.rows(); from += batch) {
                InputRow[] asked = new InputRow[Math.min(batch, rows.rows() - from)];
                for (int i = 0; i < asked.length; i++) {
                    asked[i] = InputRow.empty(rows.columns().size());
                    FeatureEncoder.fill(asked[i], rows, from + i);
                }
                Map<String, Object> answers = model.run(inputs(export, scorer, asked));
                for (int i = 0; i < asked.length; i++) {
                    most = Math.max(most, difference(export, answers, i, scorer, asked[i], from + i));
                }
            }
        }
        return new OnnxCheck(rows.rows(), most);
    }

    /** The file, with its strings as the binding hands them over where that is not UTF-8. */
    private static byte[] spoken(OnnxExport export, ModelScorer scorer) {
        Stream<String> known = scorer.encoder().steps().stream()
                .flatMap(step ->
                        step instanceof ColumnStep.OfCategory category ? category.known().stream() : Stream.empty());
        return Stream.concat(known, scorer.signature().labels().stream()).anyMatch(BindingStrings::needed)
                ? BindingStrings.of(export.file())
                : export.file();
    }

    private static Map<String, Object> inputs(OnnxExport export, ModelScorer scorer, InputRow[] rows) {
        Map<String, Object> inputs = new HashMap<>();
        if (!export.featureStepInside()) {
            inputs.put(export.inputs().get(0).name(), encoded(scorer.encoder(), rows));
            return inputs;
        }
        for (int column = 0; column < export.inputs().size(); column++) {
            OnnxExport.Input input = export.inputs().get(column);
            double[][] numbers = new double[rows.length][1];
            String[][] texts = new String[rows.length][1];
            for (int row = 0; row < rows.length; row++) {
                numbers[row][0] = rows[row].numbers()[column];
                String text = rows[row].texts()[column];
                texts[row][0] = text == null ? input.missing() : text;
            }
            inputs.put(input.name(), input.text() ? texts : numbers);
        }
        return inputs;
    }

    private static float[][] encoded(FeatureEncoder encoder, InputRow[] rows) {
        float[][] encoded = new float[rows.length][encoder.width()];
        SparseVector vector = new SparseVector();
        for (int row = 0; row < rows.length; row++) {
            encoder.encode(rows[row], vector);
            for (int i = 0; i < vector.size(); i++) {
                encoded[row][vector.indices()[i]] = vector.values()[i];
            }
        }
        return encoded;
    }

    private static double difference(
            OnnxExport export, Map<String, Object> answers, int at, ModelScorer scorer, InputRow asked, int row) {
        Scores own = scorer.score(asked);
        double[] written = written(answers, export.answer())[at];
        if (own instanceof Scores.Valued valued) {
            double difference = Math.abs(written[0] - valued.value()) / Math.max(1, Math.abs(valued.value()));
            require(
                    difference <= TOLERANCE,
                    row,
                    "it answers " + written[0] + " where the model answers " + valued.value());
            return difference;
        }
        Scores.Labelled labelled = (Scores.Labelled) own;
        double most = 0;
        for (int label = 0; label < written.length; label++) {
            double difference = Math.abs(written[label] - labelled.probabilities()[label]);
            require(
                    difference <= TOLERANCE,
                    row,
                    "it gives '" + labelled.labels().get(label) + "' the probability " + written[label]
                            + " where the model gives " + labelled.probabilities()[label]);
            most = Math.max(most, difference);
        }
        requireLabel(((String[]) outputs(answers, export.label()))[at], labelled, scorer.decision(), row);
        return most;
    }

    /** Of two labels that are as probable but for rounding, either may be answered; so too at the threshold. */
    private static void requireLabel(String written, Scores.Labelled own, Decision decision, int row) {
        int position = own.labels().indexOf(written);
        DecisionThreshold threshold = decision.threshold();
        double other = position < 0
                ? Double.NaN
                : threshold == null
                        ? own.probabilities()[position] - own.probabilities()[own.best()]
                        : own.probabilities()[1] - threshold.threshold();
        require(
                position == own.best() || Math.abs(other) <= TOLERANCE,
                row,
                "it answers '" + written + "' where the model answers '" + own.label() + "'");
    }

    /** NaN compares as false, so it is a difference. */
    private static void require(boolean holds, int row, String otherwise) {
        if (!holds) {
            throw new Differs("Row " + row + ": " + otherwise + ".");
        }
    }

    private static double[][] written(Map<String, Object> answers, String name) {
        return (double[][]) outputs(answers, name);
    }

    private static Object outputs(Map<String, Object> answers, String name) {
        Object output = answers.get(name);
        if (output == null) {
            throw new IllegalStateException("a file of ours lacks its output '" + name + "'");
        }
        return output;
    }

    /** At most so many rows, evenly over all of them. */
    public static Table sample(Table rows, int most) {
        int count = Math.min(most, rows.rows());
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ((long) i * rows.rows() / count);
        }
        return rows.select(chosen);
    }
}
