package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.bundle.ScorerDocument;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.declared.Chain;
import org.modelyard.ml.declared.ChainStep;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** Which versions a chain asks, by its document: of two versions with the same file it names one. */
@ApplicationScoped
public class ChainKin {

    private static final String STEP = ArtifactKind.STEP + "-";

    @Inject
    private VersionKin versions;

    @Inject
    private ArtifactStore artifacts;

    /**
     * The members of a chain in their order; empty for a version that is none.
     *
     * @throws Refusal.Conflict when its document is damaged
     */
    public List<VersionKin.Kin> members(Caller caller, VersionKin.Kin version) {
        return steps(version).stream()
                .map(step -> versions.find(caller, step.model(), step.version()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /**
     * The chains that ask a version, oldest first.
     *
     * @throws Refusal.Conflict when the document of one is damaged
     */
    public List<VersionKin.Kin> chains(Caller caller, VersionKin.Kin member, int most) {
        String file = member.bundleSha();
        return file == null
                ? List.of()
                : versions.carrying(caller, STEP, file, most).stream()
                        .filter(chain -> steps(chain).stream()
                                .anyMatch(step -> step.model().equals(member.model())
                                        && step.version().equals(member.version())))
                        .toList();
    }

    private List<ChainStep> steps(VersionKin.Kin version) {
        String document = version.bundleSha();
        if (document == null
                || version.artifacts().stream()
                        .noneMatch(artifact -> artifact.kind().startsWith(STEP))) {
            return List.of();
        }
        try {
            return StoredModel.read(artifacts.get(document)) instanceof ScorerDocument declared
                            && declared.spec() instanceof Chain chain
                    ? chain.steps()
                    : List.of();
        } catch (ArtifactMismatch e) {
            Refusal.Conflict damaged = new Refusal.Conflict(
                    "What " + version.model() + " " + version.version() + " asks cannot be read: " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }
}
