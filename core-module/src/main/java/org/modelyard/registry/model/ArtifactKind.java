package org.modelyard.registry.model;

/** The kinds of artifacts that training makes. A version has one of each at most; other kinds may come. */
public final class ArtifactKind {

    /** The model bundle: encoder, weights, labels. */
    public static final String MODEL = "model";
    /** The drift profile: layout and reference histograms. */
    public static final String PROFILE = "profile";
    /** The evaluation as JSON. */
    public static final String EVALUATION = "evaluation";

    private ArtifactKind() {}
}
