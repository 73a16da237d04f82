package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.evaluation.model.AnswerLoss;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.score.Scorer;
import org.modelyard.testdata.SharedData;

/** What smaller weights gain and cost on the shared data. Speed is printed: who else is at the machine is not known here. */
class CompressionFiguresTest {

    /** Nothing else is told here: metrics that are drawn for thousands of times would take longer than the training. */
    private static final ComparisonPlan ACCURACY =
            new ComparisonPlan("accuracy", List.of(), ComparisonPlan.ALPHA, 0, ComparisonPlan.DRAWS, 42);

    @Test
    void banking77_is_much_smaller_and_hardly_worse() {
        Table test = SharedData.banking77("test");
        ModelBundle full = Trained.on(SharedData.banking77("train"), "logistic-regression", Map.of())
                .bundle();
        look("banking77, logistic regression", full, WeightForm.FLOAT16, test, 0.5, 0.001);
        look("banking77, logistic regression", full, WeightForm.INT8, test, 0.3, 0.003);
    }

    @Test
    void adult_s_network_and_machine_are_smaller_and_hardly_worse() {
        Table test = SharedData.adult("test");
        Table train = SharedData.adult("train");
        ModelBundle network =
                Trained.on(train, "neural-network", Map.of("epochs", 3)).bundle();
        look("adult, neural network", network, WeightForm.FLOAT16, test, 0.8, 0.001);
        look("adult, neural network", network, WeightForm.INT8, test, 0.6, 0.003);
        ModelBundle machine =
                Trained.on(train, "factorisation-machine", Map.of("epochs", 2)).bundle();
        look("adult, factorisation machine", machine, WeightForm.FLOAT16, test, 0.8, 0.001);
        look("adult, factorisation machine", machine, WeightForm.INT8, test, 0.6, 0.003);
    }

    private static void look(String what, ModelBundle full, WeightForm form, Table test, double size, double loss) {
        ModelBundle smaller = full.compressed(form);
        int before = full.write().length;
        int after = smaller.write().length;
        Table rows = SignatureColumns.of(full.scorer().signature(), test);
        AnswerLoss measured = AnswerLoss.of(
                TableScores.of(full.scorer(), rows),
                TableScores.of(smaller.serving(), rows),
                ConstantAnswer.of(rows),
                ACCURACY);
        AnswerLoss.MetricLoss accuracy = measured.metrics().get(0);
        double[] pace = pace(full.scorer(), smaller.scorer(), smaller.serving(), rows);
        System.out.printf(
                "%s as %s: %,d bytes instead of %,d; accuracy %.4f instead of %.4f (%s); worst answer %.5f; %d of %d labels changed;"
                        + " rows/s %.0f full, %.0f expanded, %.0f as served%n",
                what,
                form.text(),
                after,
                before,
                accuracy.after(),
                accuracy.before(),
                accuracy.reason() == null ? accuracy.low() + " to " + accuracy.high() + " lost" : accuracy.reason(),
                measured.worstDifference(),
                measured.changedAnswers(),
                measured.rows(),
                pace[0],
                pace[1],
                pace[2]);
        assertThat((double) after).isLessThan(before * size);
        assertThat(accuracy.loss()).isLessThanOrEqualTo(loss);
    }

    /** The best of two turns, in which all come one after the other: the first is the machine's warming up. */
    private static double[] pace(Scorer full, Scorer expanded, Scorer served, Table rows) {
        Scorer[] scorers = {full, expanded, served};
        double[] best = new double[scorers.length];
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < scorers.length; i++) {
                long start = System.nanoTime();
                int answered = TableScores.of(scorers[i], rows).rows();
                best[i] = Math.max(best[i], answered * 1e9 / (System.nanoTime() - start));
            }
        }
        return best;
    }
}
