package org.modelyard.ml.score;

/** A model has no answer for a row; the message says why. It has no trace: it is an answer, not a fault, and may be given to each row. */
public final class Unanswerable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unanswerable(String message) {
        super(message, null, false, false);
    }
}
