package org.modelyard.registry.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.VersionIndex;
import org.modelyard.registry.store.ArtifactStore;

/** Writes versions with what belongs to them: their artifacts, and the rows that the search finds them by. */
@Dependent
class KnownVersions {

    @Inject
    private ModelVersions versions;

    @Inject
    private VersionIndex index;

    @Inject
    private ArtifactStore artifacts;

    /** @param files address by kind */
    List<Artifact> add(ModelVersion version, Map<String, String> files) {
        versions.add(version);
        index.add(version);
        return files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> added(version, file.getKey(), file.getValue()))
                .toList();
    }

    private Artifact added(ModelVersion version, String kind, String sha256) {
        Artifact artifact = Artifact.of(version, kind, sha256, artifacts.size(sha256));
        versions.add(artifact);
        return artifact;
    }

    /** Those of kinds that the version does not have yet. */
    void addMissing(ModelVersion version, Map<String, String> files) {
        files.forEach((kind, sha256) -> {
            if (versions.artifact(version, kind).isEmpty()) {
                versions.add(Artifact.of(version, kind, sha256, artifacts.size(sha256)));
            }
        });
    }

    /** After its documents or tags have changed; its counter of changes is then certain. */
    void changed(ModelVersion version) {
        versions.flush();
        index.write(version);
    }
}
