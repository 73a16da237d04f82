package org.modelyard.serving.service;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/** Answers what it is given. @param beside what it answers beside its target; null: nothing */
record GivenScorer(Function<InputRow, Scores> scores, @Nullable Scores beside) implements Scorer {
    @Override
    public Signature signature() {
        return beside == null
                ? ServingFloor.SIGNATURE
                : new Signature(
                        ServingFloor.SIGNATURE.task(),
                        ServingFloor.SIGNATURE.inputs(),
                        ServingFloor.SIGNATURE.labels(),
                        List.of(new Signature.Output("hours", List.of())));
    }

    @Override
    public Scores score(InputRow row, Scores[] others) {
        if (beside != null) {
            others[0] = beside;
        }
        return scores.apply(row);
    }

    @Override
    public Scores score(InputRow row) {
        return scores.apply(row);
    }
}
