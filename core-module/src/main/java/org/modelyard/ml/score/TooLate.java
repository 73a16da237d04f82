package org.modelyard.ml.score;

/** A model has not answered within the time that it is given. It has no trace, as {@link Unanswerable} has none. */
public final class TooLate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooLate(String message) {
        super(message, null, false, false);
    }
}
