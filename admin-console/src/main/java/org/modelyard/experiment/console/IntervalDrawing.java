package org.modelyard.experiment.console;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.modelyard.experiment.model.VariantComparison;

/** Where intervals of differences lie in a picture that is 600 wide, 0 included. */
public final class IntervalDrawing {

    private static final double WIDTH = 560;
    private static final double MARGIN = 20;
    private static final int HEIGHT = 30;

    private IntervalDrawing() {}

    /** One variant's, in units of the picture. */
    public record Line(String variant, double from, double to, double point, int y) {}

    static List<Line> of(List<VariantComparison> all) {
        List<VariantComparison> drawn = drawn(all);
        return IntStream.range(0, drawn.size())
                .mapToObj(i -> {
                    VariantComparison one = drawn.get(i);
                    return new Line(
                            one.variant(),
                            at(drawn, number(one.low())),
                            at(drawn, number(one.high())),
                            at(drawn, number(one.difference())),
                            HEIGHT / 2 + i * HEIGHT);
                })
                .toList();
    }

    static double zero(List<VariantComparison> all) {
        return at(drawn(all), 0);
    }

    private static double at(List<VariantComparison> drawn, double value) {
        double least = Math.min(0, ends(drawn).min().orElse(0));
        double most = Math.max(0, ends(drawn).max().orElse(0));
        return most > least ? MARGIN + WIDTH * (value - least) / (most - least) : MARGIN;
    }

    private static DoubleStream ends(List<VariantComparison> drawn) {
        return drawn.stream().flatMapToDouble(one -> DoubleStream.of(number(one.low()), number(one.high())));
    }

    private static List<VariantComparison> drawn(List<VariantComparison> all) {
        return all.stream()
                .filter(one -> one.difference() != null && one.low() != null && one.high() != null)
                .toList();
    }

    private static double number(@org.jspecify.annotations.Nullable Double value) {
        return Objects.requireNonNull(value);
    }
}
