package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.EvaluatedRows;
import org.modelyard.registry.service.ModelVersionView;

/** The evaluation of a version on the rows that a policy names, and those on other rows. */
@ApplicationScoped
public class NamedEvaluations implements EvaluatedRows {

    @Inject
    private StoredEvaluations evaluations;

    @Inject
    private StoredGoldenSets goldenSets;

    /**
     * What a policy names, and what became of it.
     *
     * @param words for the rows, such as {@code golden set 'hard-cases'}
     * @param known whether there are such rows
     * @param evaluation the newest on them that came to its end; null where there is none
     */
    record Named(String words, boolean known, @Nullable VersionEvaluation evaluation) {}

    /** Empty where the policy names no rows. */
    Optional<Named> of(Caller caller, ModelVersionView version, PromotionPolicy policy) {
        String name = policy.golden();
        if (name != null) {
            Optional<GoldenSet> golden = goldenSets.byName(caller.organisationId(), version.model(), name);
            String words = "golden set '" + name + "'";
            return Optional.of(
                    golden.isEmpty()
                            ? new Named(words, false, null)
                            : on(golden.get().snapshot(), words, caller, version));
        }
        String snapshot = policy.snapshot();
        return snapshot == null
                ? Optional.empty()
                : Optional.of(on(UUID.fromString(snapshot), "snapshot " + snapshot, caller, version));
    }

    private Named on(UUID snapshot, String words, Caller caller, ModelVersionView version) {
        return new Named(
                words,
                true,
                evaluations
                        .completed(caller.organisationId(), version.model(), version.version(), snapshot)
                        .orElse(null));
    }

    @Override
    public Optional<UUID> newestSnapshot(Caller caller, ModelVersionView version) {
        return evaluations
                .latest(caller.organisationId(), version.model(), version.version())
                .map(evaluation -> evaluation.subject().snapshot());
    }

    /** How a version treats groups on whichever rows, so long as they were enough; the first that was measured first. */
    List<Fairness> fairness(Caller caller, ModelVersionView version) {
        return evaluations
                .fairness(caller.organisationId(), version.model(), version.version(), Gates.MINIMUM_ROWS)
                .stream()
                .flatMap(documents -> Fairness.allFromJson(documents).stream())
                .toList();
    }
}
