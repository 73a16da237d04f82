package org.modelyard.ml.onnx;

/** ONNX has no standard operators for this; the message says for what. */
public final class NotExpressible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotExpressible(String what) {
        super(what);
    }
}
