package org.modelyard.experiment.model;

import java.util.List;
import org.modelyard.experiment.analysis.Sample;

/**
 * What is known of one variant.
 *
 * @param units assigned to it
 * @param metric the experiment's
 * @param guardrails in the plan's order
 */
public record VariantFigures(String variant, long units, Sample metric, List<Sample> guardrails) {

    public VariantFigures {
        guardrails = List.copyOf(guardrails);
    }
}
