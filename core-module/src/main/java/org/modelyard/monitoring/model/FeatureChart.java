package org.modelyard.monitoring.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feature's two distributions, coarse enough to draw.
 *
 * @param bins at most {@link FeatureCharts#MOST_BINS}, in the order in which to draw them
 */
public record FeatureChart(String name, boolean answer, List<Bin> bins) {

    public FeatureChart {
        bins = List.copyOf(bins);
    }

    /**
     * A bar of each side.
     *
     * @param reference share of the reference's rows, 0-1; null when it has none
     * @param window share of the window's rows, 0-1; null when it has none
     */
    public record Bin(String label, @Nullable Double reference, @Nullable Double window) {}
}
