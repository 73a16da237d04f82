package org.modelyard.experiment.model;

import java.util.List;
import org.modelyard.experiment.analysis.Sample;

/**
 * The units of one segment.
 *
 * @param value of the attribute, {@link #NONE} or {@link #OTHER}
 * @param metric one sample a variant, in the plan's order, of the units that are judged
 */
public record SegmentFigures(String value, List<Sample> metric) {

    /** Values of an attribute that are told apart, those of most units; the rest is one segment together. */
    public static final int MOST_VALUES = 10;

    /** Units that had no value when they were assigned. */
    public static final String NONE = "(none)";

    /** Units of all other values. */
    public static final String OTHER = "(other)";

    public SegmentFigures {
        metric = List.copyOf(metric);
    }
}
