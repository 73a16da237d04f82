package org.modelyard.evaluation.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.MetricOptions;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.monitoring.model.Histograms;

/** Of a regression. */
public record ValuedTable(RegressionScores scores) implements TableScores {

    static ValuedTable of(Scorer scorer, Table table, Workers workers) {
        return new ValuedTable(Asked.values(scorer, table, workers));
    }

    static ValuedTable joined(List<TableScores> parts) {
        double[] actual = new double[parts.stream().mapToInt(TableScores::rows).sum()];
        double[] predicted = new double[actual.length];
        int at = 0;
        for (TableScores part : parts) {
            if (!(part instanceof ValuedTable values)) {
                throw new IllegalArgumentException("labels among numbers");
            }
            System.arraycopy(values.scores.actual(), 0, actual, at, part.rows());
            System.arraycopy(values.scores.predicted(), 0, predicted, at, part.rows());
            at += part.rows();
        }
        return new ValuedTable(new RegressionScores(actual, predicted));
    }

    @Override
    public int rows() {
        return scores.rows();
    }

    @Override
    public Evaluation evaluate(@Nullable BusinessMetrics business) {
        return scores.evaluate(MetricOptions.with(business));
    }

    @Override
    public ValuedTable select(int[] rows) {
        return new ValuedTable(scores.select(rows));
    }

    @Override
    public void countIn(Histograms answers, List<String> labels) {
        for (double predicted : scores.predicted()) {
            answers.addPrediction(predicted);
        }
    }

    @Override
    public byte[] toBytes() {
        return TableScores.writer(false)
                .put(scores.actual())
                .put(scores.predicted())
                .toBytes();
    }
}
