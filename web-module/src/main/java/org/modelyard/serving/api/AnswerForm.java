package org.modelyard.serving.api;

import java.io.IOException;
import org.modelyard.serving.service.PredictionOutcome;

/** How answers of a stream are written, one after the other. */
interface AnswerForm {

    /** What stands before the first answer; may be empty. */
    byte[] head();

    byte[] answer(PredictionOutcome outcome) throws IOException;
}
