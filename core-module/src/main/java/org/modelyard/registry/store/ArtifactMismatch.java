package org.modelyard.registry.store;

/** The stored bytes are not those that the address promises: they were damaged or changed, and are not handed out. */
public final class ArtifactMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String expected;
    private final String actual;

    public ArtifactMismatch(String expected, String actual) {
        super("Artifact " + expected + " holds bytes with the SHA-256 " + actual + ".");
        this.expected = expected;
        this.actual = actual;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
