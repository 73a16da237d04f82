package org.modelyard.registry.service;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.ArtifactKind;

/**
 * A version that was made of another without training: it takes and answers the same, and has learnt from the same rows.
 *
 * @param parent it becomes the parent in the lineage, even where there are higher numbers
 * @param files address by kind; the model's bundle is among them
 * @param changeLog Markdown
 * @param once kind of the artifact that tells of the change, where the same file is not to be made of the parent twice; null where it may
 * @param how what was done, a few words: for lineage and audit
 */
public record DerivedVersion(
        ModelVersionView parent, Map<String, String> files, @Nullable String once, String changeLog, String how) {

    public DerivedVersion {
        files = Map.copyOf(files);
        if (!files.containsKey(ArtifactKind.MODEL)) {
            throw new IllegalArgumentException("a version that was made of another has a model");
        }
    }

    /** Address of the model's bundle. */
    String model() {
        return Objects.requireNonNull(files.get(ArtifactKind.MODEL), "checked when it was made");
    }
}
