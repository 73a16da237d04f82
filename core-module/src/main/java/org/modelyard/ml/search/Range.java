package org.modelyard.ml.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Numbers from {@code min} to {@code max}, both included.
 *
 * @param whole whether only whole numbers are values; they are Integer, others Double
 * @param scale where equal distances are equally likely
 * @param steps how many values a grid takes of it, evenly on the scale, both ends among them; fewer where there are not so many
 */
public record Range(String name, double min, double max, boolean whole, Scale scale, int steps) implements Dimension {

    /** How a range is laid on the unit interval. */
    public enum Scale {
        LINEAR,
        /** By the logarithm: as many values from 0.001 to 0.01 as from 0.1 to 1. */
        LOG
    }

    public Range {
        if (!(min < max && max - min < Double.POSITIVE_INFINITY) || (scale == Scale.LOG && min <= 0) || steps < 2) {
            throw new IllegalArgumentException("no range: " + min + " to " + max + " by " + steps + ", " + scale);
        }
    }

    @Override
    public long size() {
        return whole ? (long) max - (long) min + 1 : Long.MAX_VALUE;
    }

    @Override
    public Object value(long index) {
        if (!whole) {
            throw new IllegalStateException(name + " cannot be counted");
        }
        return (int) (min + index);
    }

    @Override
    public Object at(double place) {
        return whole ? number(unscaled(between(low(), high(), place))) : number(between(low(), high(), place), place);
    }

    @Override
    public double place(Object value) {
        double place = (scaled(((Number) value).doubleValue()) - low()) / (high() - low());
        return Math.max(0, Math.min(1, place));
    }

    @Override
    public List<Object> grid() {
        Set<Object> values = new LinkedHashSet<>();
        double from = scaled(min);
        double to = scaled(max);
        for (int step = 0; step < steps; step++) {
            double place = step / (steps - 1.0);
            values.add(whole ? number(unscaled(between(from, to, place))) : number(between(from, to, place), place));
        }
        return List.copyOf(values);
    }

    /** A half is left on either side of whole numbers, so that the ends are as likely as the rest. */
    private double low() {
        return scaled(whole ? min - 0.5 : min);
    }

    private double high() {
        return scaled(whole ? max + 0.5 : max);
    }

    private static double between(double from, double to, double place) {
        return from + (to - from) * place;
    }

    private double scaled(double value) {
        return scale == Scale.LOG ? StrictMath.log(value) : value;
    }

    private double unscaled(double value) {
        return scale == Scale.LOG ? StrictMath.exp(value) : value;
    }

    private Object number(double value) {
        return (int) Math.max(min, Math.min(max, Math.rint(value)));
    }

    /** The ends exactly, where a logarithm and back would miss them. */
    private Object number(double scaled, double place) {
        return place <= 0 ? min : place >= 1 ? max : Math.max(min, Math.min(max, unscaled(scaled)));
    }
}
