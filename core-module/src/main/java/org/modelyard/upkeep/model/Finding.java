package org.modelyard.upkeep.model;

/**
 * One thing that an upkeep takes away, or would.
 *
 * @param what its address: of a file its SHA-256, of a version {@code model/number}, of others their id
 * @param bytes that this frees; 0 where files of it are told of on their own
 * @param reason one sentence
 */
public record Finding(Kind kind, String what, long bytes, String reason) {

    /** What it is and what becomes of it. */
    public enum Kind {
        /** A file of the artifact store: gone. */
        FILE,
        /** A version that was deleted long ago: gone, with its files. */
        VERSION,
        /** A model that was deleted long ago: gone. */
        MODEL,
        /** A version that came to nothing: deleted, and can be restored. */
        DRAFT,
        /** A snapshot: gone; its dataset's examples stay. */
        SNAPSHOT,
        /** Checkpoints of a training job that ended: gone. */
        CHECKPOINT,
        /** A version: archived, and can be restored. */
        ARCHIVED
    }
}
