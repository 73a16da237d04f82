package org.modelyard.experiment.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;

/**
 * A new experiment.
 *
 * @param subject CONTENT when null, VERSIONS when a model is named
 * @param traffic share of the units that take part; null for all
 * @param holdout share of those that is kept out; null for none
 * @param layer within which a unit takes part in one experiment at most
 * @param rule SEQUENTIAL when null
 * @param segments up to five attributes by which effects are told apart; null for none
 * @param cuped whether the verdict takes out of a MEAN what the covariate explains; null for not
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
        @Nullable Boolean cuped) {

    /** @param version for VERSIONS alone */
    public record Variant(
            @Nullable String name, @Nullable Double share, @Nullable String content, @Nullable String version) {}

    ExperimentWish wish() {
        boolean versions = model != null
                || environment != null
                || (variants != null && variants.stream().anyMatch(one -> one != null && one.version() != null));
        return new ExperimentWish(
                versions ? ExperimentSubject.VERSIONS : subject,
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
                segments,
                cuped);
    }

    private static ExperimentWish.@Nullable Variant wish(@Nullable Variant one) {
        return one == null ? null : new ExperimentWish.Variant(one.name(), one.share(), one.content());
    }
}
