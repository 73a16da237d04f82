package org.modelyard.evaluation.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Baselines;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.monitoring.model.Histograms;

/** A model's answers to the rows of a table, beside the truth. */
public sealed interface TableScores permits LabelledTable, ValuedTable {

    int rows();

    /** All metrics of these answers. */
    default Evaluation evaluate() {
        return evaluate(null);
    }

    /** @param business what answers are worth; null: not declared */
    Evaluation evaluate(@Nullable BusinessMetrics business);

    /** The same, and what a constant answer reaches on these rows, where it answers the same question. */
    default Evaluation evaluate(@Nullable BusinessMetrics business, ConstantAnswer constant) {
        Evaluation evaluation = evaluate(business);
        if (rows() == 0) {
            return evaluation;
        }
        if (this instanceof LabelledTable table && constant instanceof ConstantAnswer.Shares shares) {
            return evaluation.beside(Baselines.constant(shares, table.scores(), evaluation));
        }
        return this instanceof ValuedTable table && constant instanceof ConstantAnswer.Mean mean
                ? evaluation.beside(Baselines.constant(mean, table.scores(), evaluation))
                : evaluation;
    }

    /** These rows in this order; a row may be asked for more than once. */
    TableScores select(int[] rows);

    /**
     * Adds the answers to the histograms of a version.
     *
     * @param labels the version's, in the order of its histograms
     */
    void countIn(Histograms answers, List<String> labels);

    /** What {@link #fromBytes} reads. */
    byte[] toBytes();

    /** Asks the scorer itself, as serving does, so that what is measured is what is served. The table has its features. */
    static TableScores of(Scorer scorer, Table table) {
        return of(scorer, table, Workers.ALONE);
    }

    /** The same by several threads, which share the rows. */
    static TableScores of(Scorer scorer, Table table, Workers workers) {
        return table.target() instanceof Column.Categories
                ? LabelledTable.of(scorer, table, workers)
                : ValuedTable.of(scorer, table, workers);
    }

    /**
     * One after the other, as of the folds of a cross-validation. A label that a part does not know has probability 0 in it.
     *
     * @throws IllegalArgumentException when there are none, or labels and numbers
     */
    static TableScores joined(List<TableScores> parts) {
        return parts.get(0) instanceof LabelledTable ? LabelledTable.joined(parts) : ValuedTable.joined(parts);
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} wrote */
    static TableScores fromBytes(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "table of answers");
        boolean labelled = in.getBoolean();
        try {
            TableScores read = labelled
                    ? new LabelledTable(
                            new ClassificationScores(in.getStrings(), in.getInts(), in.getDoubles(), in.getInts()))
                    : new ValuedTable(new RegressionScores(in.getDoubles(), in.getDoubles()));
            in.end();
            return read;
        } catch (IllegalArgumentException e) {
            throw new CorruptContent("The table of answers cannot be read.", e);
        }
    }

    /** The beginning of the bytes. */
    static BinaryWriter writer(boolean labelled) {
        return new BinaryWriter().put(MAGIC).put(labelled);
    }

    /** MYS1. */
    int MAGIC = 0x4D595331;
}
