package org.modelyard.ml.binary;

/** Bytes that are not what they claim to be. */
public class CorruptContent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptContent(String message) {
        super(message);
    }

    public CorruptContent(String message, Throwable cause) {
        super(message, cause);
    }
}
