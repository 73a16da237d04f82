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

    private ArtifactMismatch(String message, String expected, String actual) {
        super(message);
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * A part of the bytes is not what it should be; the hashes are those of the part.
     *
     * @param block counted from 0
     */
    static ArtifactMismatch ofBlock(String sha256, int block, String expected, String actual) {
        return new ArtifactMismatch(
                "Of artifact " + sha256 + " the block " + block + " should have the SHA-256 " + expected + " and has "
                        + actual + ".",
                expected,
                actual);
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
