package org.modelyard.experiment.model;

import java.util.List;
import org.modelyard.experiment.analysis.Sample;

/**
 * What is known of one variant.
 *
 * @param units assigned to it, those that are not judged yet among them
 * @param metric the experiment's, of the units that are judged, see {@link ExperimentLook}
 * @param guardrails in the plan's order
 */
public record VariantFigures(String variant, long units, Sample metric, List<Sample> guardrails) {

    /** Of no unit. */
    public static final Sample NOTHING = new Sample(0, Double.NaN, Double.NaN);

    public VariantFigures {
        guardrails = List.copyOf(guardrails);
    }
}
