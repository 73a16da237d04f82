package org.modelyard.registry.service;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Elsewhere;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;

/**
 * A version that was not trained here, as somebody wants it to be registered.
 *
 * @param bump null: the least that the signature allows
 * @param lineage without the parent, which is found under the model's lock
 * @param metrics by name, as JSON: as the run says
 * @param run that told of it; null when nobody but the caller did
 * @param files address by kind, the model's bundle among them; empty when the model lives elsewhere
 */
public record DeclaredVersion(
        String model,
        @Nullable UUID run,
        @Nullable Bump bump,
        SignatureDocument signature,
        Lineage lineage,
        String metrics,
        Map<String, String> files,
        List<String> tags,
        @Nullable String changeLog,
        @Nullable Elsewhere elsewhere) {

    /** Address of the model's bundle; null when the model lives elsewhere. */
    @Nullable
    String bundle() {
        return files.get(ArtifactKind.MODEL);
    }
}
