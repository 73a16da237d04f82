package org.modelyard.ml.bundle;

import org.modelyard.ml.binary.CorruptContent;

/** A model file that is cut short, altered, or something else. */
public final class CorruptBundle extends CorruptContent {

    private static final long serialVersionUID = 1L;

    CorruptBundle(String message) {
        super(message);
    }

    CorruptBundle(String message, Throwable cause) {
        super(message, cause);
    }
}
