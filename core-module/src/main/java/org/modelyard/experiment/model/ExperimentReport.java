package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of an experiment say.
 *
 * @param sampleRatioP of the check that units are divided as the shares say; null while there are too few
 * @param comparisons of the variants with the control, in the plan's order
 * @param guardrails for each variant but the control
 * @param chances of each variant to be the best, in the plan's order; empty where shares are fixed
 */
public record ExperimentReport(
        List<VariantFigures> variants,
        long units,
        @Nullable Double sampleRatioP,
        List<VariantComparison> comparisons,
        List<GuardrailReading> guardrails,
        List<Double> chances,
        ExperimentVerdict verdict) {

    public ExperimentReport {
        variants = List.copyOf(variants);
        comparisons = List.copyOf(comparisons);
        guardrails = List.copyOf(guardrails);
        chances = List.copyOf(chances);
    }
}
