package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;

/**
 * How the defaults of the tree trainers are chosen: cross-validation on training rows only (adult: {@code train}; bike_sharing: all rows,
 * whose figure is itself cross-validated, in other folds). Run it with the trainer, the data set, the number of folds, and one argument a
 * candidate: {@code learningRate=0.1,maxLeaves=15}; an empty one stands for the defaults.
 */
final class ChoosingTreeDefaults {

    private static final long FOLDS_SEED = 2_024;

    private ChoosingTreeDefaults() {}

    public static void main(String[] arguments) {
        Table table = arguments[1].equals("adult") ? SharedData.adult("train") : SharedData.bikeSharing();
        int folds = Integer.parseInt(arguments[2]);
        for (String candidate : Arrays.asList(arguments).subList(3, arguments.length)) {
            long start = System.nanoTime();
            List<Evaluation> evaluations = new ArrayList<>();
            int epochs = 0;
            for (int fold = 0; fold < folds; fold++) {
                int[][] parts = parts(table, folds, fold);
                Table train = table.select(parts[0]);
                TrainerSpec spec = Trainers.spec(arguments[0], values(candidate));
                FeatureEncoder encoder = FeatureEncoder.fit(train, spec.encoding(train.rows()));
                Targets targets = Targets.of(train);
                TrainingSession session =
                        TrainingSession.start(spec, new TrainingData(encoder.encode(train), targets), 42);
                while (!session.done()) {
                    session.step();
                }
                epochs += session.progress().epoch();
                List<String> labels = targets instanceof Targets.Labels known ? known.names() : List.of();
                evaluations.add(evaluate(new ModelScorer(encoder, session.finish(), labels), table.select(parts[1])));
            }
            System.out.printf(
                    "%s %s %s: %d steps, %.1f s a fold, %s%n",
                    arguments[0],
                    arguments[1],
                    candidate.isEmpty() ? "(defaults)" : candidate,
                    epochs / folds,
                    (System.nanoTime() - start) / 1e9 / folds,
                    summary(evaluations));
        }
    }

    private static Map<String, Object> values(String candidate) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String pair : candidate.split(",")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=");
                values.put(sides[0], Double.valueOf(sides[1]));
            }
        }
        return values;
    }

    /** The same folds for every candidate. */
    private static int[][] parts(Table table, int folds, int fold) {
        int[] order = Rows.shuffled(table.rows(), new SplittableRandom(FOLDS_SEED));
        return new int[][] {
            IntStream.range(0, order.length)
                    .filter(i -> i % folds != fold)
                    .map(i -> order[i])
                    .toArray(),
            IntStream.range(0, order.length)
                    .filter(i -> i % folds == fold)
                    .map(i -> order[i])
                    .toArray()
        };
    }

    private static Evaluation evaluate(ModelScorer scorer, Table test) {
        InputRow input = InputRow.empty(test.columns().size());
        double[] values =
                new double[test.rows() * Math.max(1, scorer.signature().labels().size())];
        for (int row = 0; row < test.rows(); row++) {
            FeatureEncoder.fill(input, test, row);
            Scores scores = scorer.score(input);
            if (scores instanceof Scores.Labelled labelled) {
                double[] probabilities = labelled.probabilities();
                System.arraycopy(probabilities, 0, values, row * probabilities.length, probabilities.length);
            } else {
                values[row] = ((Scores.Valued) scores).value();
            }
        }
        return test.target() instanceof Column.Categories categories
                ? new ClassificationScores(scorer.signature().labels(), categories.codes(), values).evaluate()
                : new RegressionScores(((Column.Numbers) test.target()).values(), values).evaluate();
    }

    /** Mean of each metric over the folds. */
    private static String summary(List<Evaluation> evaluations) {
        StringBuilder text = new StringBuilder();
        evaluations.get(0).metrics().keySet().forEach(metric -> {
            double[] values = evaluations.stream()
                    .mapToDouble(evaluation -> evaluation.value(metric))
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            text.append(' ').append(metric).append(String.format(" %.4f", mean));
        });
        return text.toString();
    }
}
