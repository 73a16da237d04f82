package org.modelyard.registry.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a file by whoever wrote it.
 *
 * @param blocks null for a file that is too small to have any
 */
public record HashedFile(StoredArtifact content, @Nullable BlockHashes blocks) {

    public String sha256() {
        return content.sha256();
    }
}
