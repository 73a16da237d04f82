package org.modelyard.registry.service;

import java.util.Map;
import org.modelyard.registry.model.ArtifactKind;

/**
 * A version that was made of another without training: it takes and answers the same, and has learnt from the same rows.
 *
 * @param parent it becomes the parent in the lineage, even where there are higher numbers
 * @param files address by kind; the model's bundle is among them
 * @param changeLog Markdown
 * @param how for the audit, a few words
 */
public record DerivedVersion(ModelVersionView parent, Map<String, String> files, String changeLog, String how) {

    public DerivedVersion {
        files = Map.copyOf(files);
        if (!files.containsKey(ArtifactKind.MODEL)) {
            throw new IllegalArgumentException("a version that was made of another has a model");
        }
    }
}
