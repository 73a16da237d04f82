package org.modelyard.ml.onnx;

/** ONNX Runtime has refused a model or failed to answer; the message holds its own words. */
public final class OnnxFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OnnxFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
