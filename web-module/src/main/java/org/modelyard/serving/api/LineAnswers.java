package org.modelyard.serving.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.service.AnswerForm;
import org.modelyard.serving.service.PredictionOutcome;

/**
 * Answers as JSON lines.
 *
 * @param topK classes whose scores are told; 0: all
 */
record LineAnswers(int topK) implements AnswerForm {

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] answer(PredictionOutcome outcome, @Nullable String reasons) throws IOException {
        return PredictionWriter.line(outcome, topK, reasons);
    }
}
