package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.bundle.VersionPackage;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;

/** Puts a version's model and all that is written about it into one file. */
@ApplicationScoped
public class VersionPapers {

    @Inject
    private Registry registry;

    @Inject
    private Instance<VersionPaper> papers;

    /** @param stored the version's model */
    byte[] around(Caller caller, ModelVersionView version, byte[] stored) {
        Map<String, byte[]> files = new HashMap<>();
        files.put(VersionPackage.MODEL, stored);
        files.put(VersionPackage.SIGNATURE, json(version.signature()));
        files.put(VersionPackage.METRICS, json(version.metrics()));
        files.put(VersionPackage.LINEAGE, json(version.lineage()));
        if (version.artifacts().stream().anyMatch(one -> one.kind().equals(ArtifactKind.PROFILE))) {
            files.put(
                    VersionPackage.PROFILE,
                    registry.artifact(caller, version.model(), version.version(), ArtifactKind.PROFILE));
        }
        papers.forEach(paper -> files.put(paper.name(), paper.of(caller, version)));
        return new VersionPackage(version.model(), version.version(), files).write();
    }

    private static byte[] json(Object document) {
        return RegistryJson.write(document).getBytes(StandardCharsets.UTF_8);
    }
}
