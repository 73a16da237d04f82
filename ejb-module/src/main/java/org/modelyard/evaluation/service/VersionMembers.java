package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.advice.Members;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.SoftlyKept;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/**
 * The models of a version's folds, where its recipe keeps them: how far they differ tells how far an answer depends on the sample.
 * Those of a few versions stay in memory while it lasts, by their content: ten bundles are too many to read at every question.
 */
@ApplicationScoped
public class VersionMembers {

    /** Models: of four versions with ten folds. */
    private static final int KEPT = 40;

    @Inject
    private Registry registry;

    private final SoftlyKept<String, ModelScorer> loaded = new SoftlyKept<>(KEPT);

    /** @param served the version itself: its members answer on the same scale */
    Members of(Caller caller, ModelVersionView version, Scorer served) {
        if (!(served instanceof ModelScorer own)) {
            return Members.NONE;
        }
        List<Scorer> scorers = version.artifacts().stream()
                .filter(artifact -> artifact.kind().startsWith(ArtifactKind.MEMBER))
                .<Scorer>map(artifact -> loaded.get(artifact.sha256(), () -> read(caller, version, artifact.kind()))
                        .deciding(own.decision()))
                .toList();
        return scorers.size() < Members.FEWEST ? Members.NONE : new Members(Members.Sampling.FOLDS, scorers);
    }

    private ModelScorer read(Caller caller, ModelVersionView version, String kind) {
        return ModelBundle.read(registry.artifact(caller, version.model(), version.version(), kind))
                .scorer();
    }
}
