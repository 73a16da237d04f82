package org.modelyard.serving.service;

import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactMismatch;

/** What it means that a model could not be loaded. */
final class LoadFailures {

    private LoadFailures() {}

    /** Why loading will fail again: the artifact is not what was registered, or cannot be read; empty when it may work. */
    static Optional<String> corruption(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactMismatch
                    || cause instanceof CorruptContent
                    || cause instanceof Refusal.NotFound
                    || cause instanceof Refusal.Conflict) {
                return Optional.of("Its model cannot be loaded: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Whether it is the stored file that is not what was registered, or gone: not a version that may serve no more for what is known of it. */
    static boolean damaged(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactMismatch
                    || cause instanceof CorruptContent
                    || cause instanceof Refusal.NotFound) {
                return true;
            }
        }
        return false;
    }
}
