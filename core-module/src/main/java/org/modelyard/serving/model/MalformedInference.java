package org.modelyard.serving.model;

/** Bytes that are no inference record, or one of a version that this release does not read. */
public final class MalformedInference extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedInference(String why) {
        super("Not an inference record: " + why);
    }
}
