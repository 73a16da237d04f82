package org.modelyard.evaluation.model;

import java.util.List;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.ConstantAnswer;

/** Two models' answers to the same rows, compared. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Labels that only one of the two knows have probability 0 in the other.
     *
     * @param constant of training rows: what could be answered without looking at a row
     * @throws IllegalArgumentException when the answers are not about the same rows
     */
    public static Comparison compare(
            TableScores champion, TableScores candidate, ConstantAnswer constant, ComparisonPlan plan) {
        if (champion instanceof LabelledTable && candidate instanceof LabelledTable) {
            ClassificationScores both = ((LabelledTable) TableScores.joined(List.of(champion, candidate))).scores();
            return Comparison.of(
                    part(both, 0, champion.rows()),
                    part(both, champion.rows(), both.rows()),
                    constant instanceof ConstantAnswer.Shares shares ? shares : null,
                    plan);
        }
        if (champion instanceof ValuedTable first && candidate instanceof ValuedTable second) {
            return Comparison.of(
                    first.scores(), second.scores(), constant instanceof ConstantAnswer.Mean mean ? mean : null, plan);
        }
        throw new IllegalArgumentException("labels beside numbers");
    }

    private static ClassificationScores part(ClassificationScores both, int from, int to) {
        return both.select(java.util.stream.IntStream.range(from, to).toArray());
    }
}
