package org.modelyard.serving.service;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How answers of a stream are written, one after the other. */
public interface AnswerForm {

    /** What stands before the first answer; may be empty. */
    byte[] head();

    /** @param reasons of the answer, as JSON; null where there are none, or none are wanted */
    byte[] answer(PredictionOutcome outcome, @Nullable String reasons) throws IOException;
}
