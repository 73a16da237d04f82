package org.modelyard.experiment.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.modelyard.experiment.model.ExperimentHistory;
import org.modelyard.experiment.service.HistoryView;

/**
 * A variant's difference to the control over time: a line of what all units until then showed, and a bar for each interval. Early intervals
 * are far wider than late ones and are cut off at the edge.
 *
 * @param line through the differences; empty where none is known
 * @param zero height of no difference
 * @param words what the last point says
 */
public record EffectDrawing(
        String variant,
        String line,
        List<Bar> bars,
        double zero,
        List<Axis.Tick> heights,
        List<Axis.Tick> times,
        String words) {

    /** One interval; the title is for the pointer. */
    public record Bar(double x, double top, double height, double dot, String title) {}

    /** @return one a variant but the control, of those that have a difference */
    static List<EffectDrawing> of(HistoryView history) {
        List<EffectDrawing> all = new ArrayList<>();
        for (int i = 0; i < history.variants().size() - 1; i++) {
            List<Seen> seen = seen(history, i);
            if (!seen.isEmpty()) {
                all.add(drawn(history, history.variants().get(i + 1), seen));
            }
        }
        return all;
    }

    /** A point whose difference is known. */
    private record Seen(int place, ExperimentHistory.Effect effect) {

        double difference() {
            return Objects.requireNonNull(effect.difference());
        }

        Optional<double[]> interval() {
            Double low = effect.low();
            Double high = effect.high();
            return low == null || high == null ? Optional.empty() : Optional.of(new double[] {low, high});
        }
    }

    private static List<Seen> seen(HistoryView history, int variant) {
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < history.points().size(); p++) {
            List<ExperimentHistory.Effect> effects = history.points().get(p).effects();
            if (variant < effects.size() && effects.get(variant).difference() != null) {
                seen.add(new Seen(p, effects.get(variant)));
            }
        }
        return seen;
    }

    private static EffectDrawing drawn(HistoryView history, String variant, List<Seen> seen) {
        Axis x = Axis.along(history.points().size());
        Axis y = scale(seen);
        StringBuilder line = new StringBuilder();
        List<Bar> bars = new ArrayList<>();
        for (Seen one : seen) {
            double at = x.at(one.place());
            line.append(line.isEmpty() ? "M" : "L")
                    .append(Axis.place(at))
                    .append(' ')
                    .append(Axis.place(y.at(one.difference())));
            one.interval()
                    .ifPresent(ends -> bars.add(new Bar(
                            at,
                            y.at(ends[1]),
                            Math.max(1, y.at(ends[0]) - y.at(ends[1])),
                            y.at(one.difference()),
                            "until "
                                    + Axis.time(
                                            history.points().get(one.place()).until(), history.step()) + " UTC: "
                                    + told(one))));
        }
        Seen last = seen.get(seen.size() - 1);
        return new EffectDrawing(
                variant,
                line.toString(),
                bars,
                y.at(0),
                y.ticks(),
                Axis.times(
                        history.points().stream().map(HistoryView.Point::until).toList(), history.step()),
                "Difference of " + variant + " to " + history.variants().get(0) + " over time; at the end "
                        + told(last));
    }

    private static String told(Seen one) {
        return Axis.label(one.difference())
                + one.interval()
                        .map(ends -> ", between " + Axis.label(ends[0]) + " and " + Axis.label(ends[1]))
                        .orElse(", of which the rule says nothing");
    }

    /** Around no difference, the last interval and as much again, and the differences from where intervals begin. */
    private static Axis scale(List<Seen> seen) {
        List<double[]> known =
                seen.stream().flatMap(one -> one.interval().stream()).toList();
        if (known.isEmpty()) {
            return around(seen.stream().mapToDouble(Seen::difference));
        }
        double[] last = known.get(known.size() - 1);
        double more = (last[1] - last[0]) / 2;
        return around(DoubleStream.concat(
                DoubleStream.of(last[0] - more, last[1] + more),
                seen.stream().filter(one -> one.interval().isPresent()).mapToDouble(Seen::difference)));
    }

    private static Axis around(DoubleStream values) {
        var range = DoubleStream.concat(DoubleStream.of(0), values).summaryStatistics();
        return Axis.up(range.getMin(), range.getMax());
    }
}
