package org.modelyard.experiment.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is made and judged; fixed when it starts.
 *
 * @param variants two or more, whose buckets add up to 10,000; the first is the control
 * @param traffic buckets of the layer, or of all units without a layer, that take part
 * @param holdout buckets of those that are kept out and counted
 * @param layer within which a unit takes part in one experiment at most; null for none
 * @param alpha error rate of the verdict; for BAYESIAN what its chance may lack of 1
 * @param plannedUnits over all variants; 0 when nobody planned
 * @param durationMillis after which it stops by itself; 0 for never
 * @param windowMillis after its assignment in which a unit's events count
 * @param model whose versions are tested, for VERSIONS alone
 * @param environment in which it runs; null for CONTENT
 * @param segments attributes whose values are stored with a unit's exposure, see {@link KnownBefore}; null in plans that were written before
 *     there were any
 * @param cuped whether the verdict is about means less what a value from before the assignment explains, see {@link CupedReading}
 * @param allocation of a bandit; null where the variants' shares are fixed
 * @param covariate attribute of predictions whose number was settled before the start; null for none, and for CONTENT
 */
public record ExperimentPlan(
        ExperimentSubject subject,
        List<ExperimentVariant> variants,
        Targeting targeting,
        int traffic,
        int holdout,
        @Nullable String layer,
        ExperimentMetric metric,
        List<Guardrail> guardrails,
        AnalysisRule rule,
        double alpha,
        double power,
        long plannedUnits,
        long durationMillis,
        long windowMillis,
        @Nullable String model,
        @Nullable String environment,
        @Nullable List<String> segments,
        boolean cuped,
        @Nullable Allocation allocation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String covariate) {

    public ExperimentPlan {
        variants = List.copyOf(variants);
        guardrails = List.copyOf(guardrails);
        segments = segments == null ? null : List.copyOf(segments);
    }

    /** None where the plan names none. */
    public List<String> segmented() {
        return segments == null ? List.of() : segments;
    }

    /** Whether shares are moved by what is seen: then nothing may be tested. */
    public boolean adaptive() {
        return allocation != null;
    }

    /**
     * Whether of a unit's answers only the one that assigned it counts: nobody looks up, while a prediction waits, what a unit got in an earlier
     * round, so that it may get another variant when it asks again.
     */
    public boolean firstAnswers() {
        return adaptive() && subject != ExperimentSubject.CONTENT;
    }

    /** @throws IllegalStateException where shares are fixed */
    public Allocation bandit() {
        if (allocation == null) {
            throw new IllegalStateException("shares are fixed");
        }
        return allocation;
    }

    public ExperimentVariant control() {
        return variants.get(0);
    }

    /** The position of a variant. */
    public int indexOf(String variant) {
        return IntStream.range(0, variants.size())
                .filter(i -> variants.get(i).name().equals(variant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variant " + variant));
    }
}
