package org.modelyard.ml.onnx;

import org.modelyard.ml.binary.CorruptContent;

/** A file that is no ONNX, or one that is not run here; the message says why. */
public final class RefusedOnnx extends CorruptContent {

    private static final long serialVersionUID = 1L;

    public RefusedOnnx(String message) {
        super(message);
    }

    public RefusedOnnx(String message, Throwable cause) {
        super(message, cause);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new RefusedOnnx(otherwise);
        }
    }
}
