package org.modelyard.registry.store;

import java.nio.file.Path;
import org.modelyard.platform.settings.StoreSettings;

/** Opens the store that is configured. What a store that is not needed is made of, is not loaded. */
public final class ArtifactStores {

    private ArtifactStores() {}

    /** @param artifacts folder of the files, or of what is on its way to a bucket */
    public static ArtifactStore of(StoreSettings settings, Path artifacts) {
        return switch (settings.kind()) {
            case FILE -> new FileArtifactStore(artifacts);
            case S3 -> new S3ArtifactStore(settings, artifacts.resolve("incoming"));
        };
    }
}
