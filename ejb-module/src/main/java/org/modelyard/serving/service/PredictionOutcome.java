package org.modelyard.serving.service;

import java.util.List;
import java.util.UUID;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;

/** What became of one row of a request. */
public sealed interface PredictionOutcome {

    /** The model's answer; it is in the journal. */
    record Answered(UUID inferenceId, String version, String variant, Scores scores) implements PredictionOutcome {}

    /** The row does not fit the model. */
    record Refused(List<FieldError> errors) implements PredictionOutcome {}

    /** The row fits, and the model has no finite answer. */
    record Failed(UUID inferenceId) implements PredictionOutcome {}
}
