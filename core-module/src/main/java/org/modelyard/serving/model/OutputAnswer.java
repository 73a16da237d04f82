package org.modelyard.serving.model;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;

/**
 * What is kept of the answer of an output beside the target.
 *
 * @param labelIndex predicted class in the labels of what was asked; -1 for a regression
 * @param label its text
 * @param score score of the predicted class, or the predicted value
 */
public record OutputAnswer(int labelIndex, @Nullable String label, double score, ClassScores classScores) {

    /** @param most classes whose scores are kept, the highest */
    public static OutputAnswer of(Scores scores, int most) {
        return scores instanceof Scores.Labelled labelled
                ? new OutputAnswer(
                        labelled.best(),
                        labelled.label(),
                        labelled.score(),
                        ClassScores.highest(labelled.probabilities(), most))
                : new OutputAnswer(-1, null, ((Scores.Valued) scores).value(), ClassScores.NONE);
    }
}
