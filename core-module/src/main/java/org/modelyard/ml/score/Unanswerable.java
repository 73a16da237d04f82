package org.modelyard.ml.score;

/** A model has no answer for a row; the message says why. */
public final class Unanswerable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unanswerable(String message) {
        super(message);
    }
}
