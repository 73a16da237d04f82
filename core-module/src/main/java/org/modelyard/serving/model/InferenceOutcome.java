package org.modelyard.serving.model;

/** How an inference ended. */
public enum InferenceOutcome {
    /** The model gave a prediction. */
    ANSWERED(1),
    /** The inputs did not fit the model. */
    REFUSED(2),
    /** The model failed on inputs that fit. */
    FAILED(3);

    private final byte code;

    InferenceOutcome(int code) {
        this.code = (byte) code;
    }

    /** Stands for it in the journal, and never changes; never 0. */
    byte code() {
        return code;
    }

    static InferenceOutcome ofCode(byte code) {
        for (InferenceOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new MalformedInference("there is no outcome " + code);
    }
}
