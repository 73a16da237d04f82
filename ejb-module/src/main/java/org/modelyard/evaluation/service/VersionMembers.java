package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.advice.Members;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** The models of a version's folds, where its recipe keeps them: how far they differ tells how far an answer depends on the sample. */
@ApplicationScoped
public class VersionMembers {

    @Inject
    private Registry registry;

    /** @param served the version itself: its members answer on the same scale */
    Members of(Caller caller, ModelVersionView version, ModelScorer served) {
        List<Scorer> scorers = version.artifacts().stream()
                .map(ModelVersionView.ArtifactView::kind)
                .filter(kind -> kind.startsWith(ArtifactKind.MEMBER))
                .<Scorer>map(
                        kind -> ModelBundle.read(registry.artifact(caller, version.model(), version.version(), kind))
                                .scorer()
                                .deciding(served.decision()))
                .toList();
        return scorers.size() < Members.FEWEST ? Members.NONE : new Members(Members.Sampling.FOLDS, scorers);
    }
}
