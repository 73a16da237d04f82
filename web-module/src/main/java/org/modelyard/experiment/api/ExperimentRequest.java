package org.modelyard.experiment.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.CovariateWish;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;

/**
 * A new experiment.
 *
 * @param subject when null: MODELS where a variant names a model, VERSIONS where a model, an environment or a version is named, else
 *     CONTENT
 * @param model whose versions are tested, for VERSIONS alone
 * @param environment production when null; for VERSIONS and MODELS alone
 * @param traffic share of the units that take part; null for all
 * @param holdout share of those that is kept out; null for none
 * @param layer within which a unit takes part in one experiment at most
 * @param rule SEQUENTIAL when null
 * @param segments up to five attributes by which effects are told apart; null for none
 * @param cuped whether the verdict takes out of a MEAN what the covariate explains; null for not
 * @param allocation how units are divided; null for the variants' fixed shares
 * @param covariate the attribute of predictions whose number was settled before the start, for VERSIONS and MODELS alone; null for none
 */
public record ExperimentRequest(
        @Nullable String name,
        @Nullable ExperimentSubject subject,
        @Nullable String model,
        @Nullable String environment,
        @Nullable List<@Nullable Variant> variants,
        ExperimentWish.@Nullable Target targeting,
        @Nullable Double traffic,
        @Nullable Double holdout,
        @Nullable String layer,
        ExperimentWish.@Nullable Metric metric,
        @Nullable List<ExperimentWish.@Nullable Guard> guardrails,
        @Nullable AnalysisRule rule,
        @Nullable Double alpha,
        @Nullable Double power,
        @Nullable Long plannedUnits,
        @Nullable Duration duration,
        @Nullable Duration window,
        @Nullable List<@Nullable String> segments,
        @Nullable Boolean cuped,
        ExperimentWish.@Nullable Allocation allocation,
        @Nullable CovariateWish covariate) {

    /**
     * @param model for MODELS alone
     * @param version a number, a range such as ^1.2, or champion (what serves there); for MODELS champion when null
     */
    public record Variant(
            @Nullable String name,
            @Nullable Double share,
            @Nullable String content,
            @Nullable String model,
            @Nullable String version) {}

    ExperimentWish wish() {
        return new ExperimentWish(
                subject == null ? meant() : subject,
                variants == null
                        ? null
                        : variants.stream().map(ExperimentRequest::wish).toList(),
                targeting,
                traffic,
                holdout,
                layer,
                metric,
                guardrails,
                rule,
                alpha,
                power,
                plannedUnits,
                duration,
                window,
                model,
                environment,
                segments,
                cuped,
                allocation,
                covariate);
    }

    private @Nullable ExperimentSubject meant() {
        if (any(one -> one.model() != null)) {
            return ExperimentSubject.MODELS;
        }
        return model != null || environment != null || any(one -> one.version() != null)
                ? ExperimentSubject.VERSIONS
                : null;
    }

    private boolean any(Predicate<Variant> such) {
        return variants != null && variants.stream().anyMatch(one -> one != null && such.test(one));
    }

    private static ExperimentWish.@Nullable Variant wish(@Nullable Variant one) {
        return one == null
                ? null
                : new ExperimentWish.Variant(one.name(), one.share(), one.content(), one.model(), one.version());
    }
}
