package org.modelyard.training.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.PointChart;
import org.modelyard.training.model.EpochFigures;

/** The losses of the version's own fit over its epochs. */
final class LossCurve {

    private LossCurve() {}

    static String json(List<EpochFigures> epochs) {
        return PointChart.json(
                "epoch",
                "loss",
                List.of(
                        series("On training rows", "one", epochs, EpochFigures::trainingLoss),
                        series("On rows held back by the trainer", "two", epochs, EpochFigures::validationLoss)));
    }

    private static PointChart.Series series(
            String label, String colour, List<EpochFigures> epochs, Function<EpochFigures, @Nullable Double> side) {
        List<PointChart.Point> points = epochs.stream()
                .map(epoch -> new PointChart.Point(epoch.epoch(), orGap(side.apply(epoch))))
                .toList();
        return new PointChart.Series(label, colour, true, points);
    }

    private static double orGap(@Nullable Double loss) {
        return loss == null ? Double.NaN : loss;
    }
}
