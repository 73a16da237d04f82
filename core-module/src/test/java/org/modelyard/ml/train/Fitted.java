package org.modelyard.ml.train;

import java.util.List;
import java.util.Map;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;

/** A training run to its end, and what its model answers. For tests. */
record Fitted(TrainedModel model, Progress progress, ModelScorer scorer) {

    static Fitted on(Table table, String type, Map<String, ?> given) {
        return on(table, Trainers.spec(type, given), 42);
    }

    static Fitted on(Table table, TrainerSpec spec, long seed) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(table), targets), seed);
        while (!session.done()) {
            session.step();
        }
        List<String> labels = targets instanceof Targets.Labels known ? known.names() : List.of();
        TrainedModel model = session.finish();
        return new Fitted(model, session.progress(), new ModelScorer(encoder, model, labels));
    }

    /** Share of the rows whose label is answered. */
    double accuracy(Table table) {
        InputRow input = InputRow.empty(table.columns().size());
        Column.Categories truth = (Column.Categories) table.target();
        int right = 0;
        for (int row = 0; row < table.rows(); row++) {
            FeatureEncoder.fill(input, table, row);
            right += ((Scores.Labelled) scorer.score(input)).label().equals(truth.value(row)) ? 1 : 0;
        }
        return right / (double) table.rows();
    }

    /** Share of the target's variance that is explained. */
    double r2(Table table) {
        InputRow input = InputRow.empty(table.columns().size());
        double[] truth = ((Column.Numbers) table.target()).values();
        double mean = java.util.Arrays.stream(truth).average().orElseThrow();
        double errors = 0;
        double total = 0;
        for (int row = 0; row < truth.length; row++) {
            FeatureEncoder.fill(input, table, row);
            double answer = ((Scores.Valued) scorer.score(input)).value();
            errors += (truth[row] - answer) * (truth[row] - answer);
            total += (truth[row] - mean) * (truth[row] - mean);
        }
        return 1 - errors / total;
    }
}
