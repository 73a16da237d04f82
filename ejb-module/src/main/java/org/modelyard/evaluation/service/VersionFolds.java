package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.FoldComparison;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** What the cross-validations that two versions carry say about each other. */
@ApplicationScoped
public class VersionFolds {

    @Inject
    private Registry registry;

    /** @throws org.modelyard.platform.model.Refusal.Conflict when a stored document is damaged */
    FoldComparison compare(Caller caller, ModelVersionView champion, ModelVersionView candidate, ComparisonPlan plan) {
        return FoldComparison.of(
                folds(caller, champion),
                folds(caller, candidate),
                sameRows(champion.lineage(), candidate.lineage()),
                plan);
    }

    /** A snapshot's hash is over its rows whatever their order, so the dataset has to be the same as well: it keeps its own order. */
    private static boolean sameRows(Lineage one, Lineage other) {
        return one.snapshotSha256() != null
                && one.snapshotSha256().equals(other.snapshotSha256())
                && Objects.equals(one.dataset(), other.dataset())
                && Objects.equals(one.startedFrom(), other.startedFrom());
    }

    private @Nullable CrossValidations folds(Caller caller, ModelVersionView version) {
        return version.has(ArtifactKind.CROSS_VALIDATION)
                ? CrossValidations.fromJson(new String(
                        registry.artifact(caller, version.model(), version.version(), ArtifactKind.CROSS_VALIDATION),
                        StandardCharsets.UTF_8))
                : null;
    }
}
