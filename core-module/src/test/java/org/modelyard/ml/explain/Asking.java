package org.modelyard.ml.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;

/** A function that answers as a model does, for tests. */
record Asking(Signature signature, Function<InputRow, Scores> function) implements Scorer {

    static final List<String> TWO = List.of("no", "yes");

    @Override
    public Scores score(InputRow row) {
        return function.apply(row);
    }

    static Asking value(Schema schema, Function<double[], Double> function) {
        return new Asking(signature(schema, List.of()), row -> new Scores.Valued(function.apply(row.numbers())));
    }

    /** @param positive probability of 'yes' */
    static Asking probability(Schema schema, Function<InputRow, Double> positive) {
        return new Asking(signature(schema, TWO), row -> {
            double p = positive.apply(row);
            return new Scores.Labelled(TWO, new double[] {1 - p, p}, p > 0.5 ? 1 : 0);
        });
    }

    private static Signature signature(Schema schema, List<String> labels) {
        List<Signature.Input> inputs = new ArrayList<>();
        for (FeatureSpec feature : schema.features()) {
            inputs.add(new Signature.Input(feature, false));
        }
        return new Signature(labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION, inputs, labels);
    }

    static ModelScorer trained(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(table), targets), 42);
        while (!session.done()) {
            session.step();
        }
        return new ModelScorer(
                encoder, session.finish(), targets instanceof Targets.Labels known ? known.names() : List.of());
    }

    static ModelScorer trained(Table table, String trainer, java.util.Map<String, ?> hyperparameters) {
        return trained(table, Trainers.spec(trainer, hyperparameters));
    }

    static InputRow row(Table table, int row) {
        InputRow input = InputRow.empty(table.columns().size());
        FeatureEncoder.fill(input, table, row);
        return input;
    }

    static Column.Numbers numbers(double... values) {
        return new Column.Numbers(values);
    }
}
