package org.modelyard.serving.service;

import java.io.IOException;

/** How answers of a stream are written, one after the other. */
public interface AnswerForm {

    /** What stands before the first answer; may be empty. */
    byte[] head();

    byte[] answer(PredictionOutcome outcome) throws IOException;
}
