package org.modelyard.evaluation.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Values with their intervals on one line for each, all on the same scale. Places are percent from the left.
 *
 * @param zero where 0 lies; null where it is not on the scale
 */
public record DotPlot(String metric, @Nullable Double zero, List<Dot> dots) {

    private static final double MARGIN = 4;
    private static final double WHOLE = 100;

    /**
     * One line.
     *
     * @param label whose value it is
     * @param at place of the dot; null where there is no value
     * @param left beginning of the interval; null where there is none
     * @param width of the interval; null where there is none
     * @param text the same in words
     */
    public record Dot(String label, @Nullable Double at, @Nullable Double left, @Nullable Double width, String text) {}

    /** A value and the ends of its interval, as far as they are known. */
    public record Mark(
            String label, @Nullable Double value, @Nullable Double low, @Nullable Double high, String text) {}

    /** @param aroundZero whether 0 is to be on the scale */
    public static DotPlot of(String metric, List<Mark> marks, boolean aroundZero) {
        double[] ends = marks.stream()
                .flatMap(mark -> java.util.stream.Stream.of(mark.value(), mark.low(), mark.high())
                        .filter(java.util.Objects::nonNull))
                .mapToDouble(Double::doubleValue)
                .toArray();
        DoubleStream scale =
                aroundZero ? DoubleStream.concat(DoubleStream.of(ends), DoubleStream.of(0)) : DoubleStream.of(ends);
        double[] all = scale.sorted().toArray();
        double low = all.length == 0 ? 0 : all[0];
        double high = all.length == 0 ? 1 : all[all.length - 1];
        List<Dot> dots = new ArrayList<>();
        for (Mark mark : marks) {
            Double left = place(mark.low(), low, high);
            Double right = place(mark.high(), low, high);
            dots.add(new Dot(
                    mark.label(),
                    place(mark.value(), low, high),
                    right == null ? null : left,
                    left == null || right == null ? null : right - left,
                    mark.text()));
        }
        return new DotPlot(metric, aroundZero ? place(0.0, low, high) : null, dots);
    }

    private static @Nullable Double place(@Nullable Double value, double low, double high) {
        if (value == null) {
            return null;
        }
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return Math.round((MARGIN + share * (WHOLE - 2 * MARGIN)) * 100) / 100.0;
    }
}
