package org.modelyard.registry.console;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.evaluation.Curve;
import org.modelyard.ml.evaluation.Curves;
import org.modelyard.ml.evaluation.LabelCurves;
import org.modelyard.ml.evaluation.ReliabilityBin;
import org.modelyard.ml.evaluation.Residuals;
import org.modelyard.platform.console.PointChart;
import org.modelyard.platform.console.PointChart.Point;
import org.modelyard.platform.console.PointChart.Series;

/** The pictures of an evaluation. */
final class EvaluationCharts {

    private EvaluationCharts() {}

    /**
     * One picture.
     *
     * @param says what to look for, a sentence
     * @param json in Chart.js's form
     */
    public record Picture(String title, String says, String json) {}

    /** @param label whose curves are wanted; the first where there is none of this name */
    static List<Picture> of(Curves curves, String label) {
        List<Picture> pictures = new ArrayList<>();
        curves.labels().stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .or(() -> curves.labels().stream().findFirst())
                .ifPresent(one -> pictures.addAll(ofLabel(one)));
        if (!curves.reliability().isEmpty()) {
            pictures.add(reliability(curves.reliability()));
        }
        Residuals residuals = curves.residuals();
        if (residuals != null) {
            pictures.add(residuals(residuals));
        }
        return pictures;
    }

    private static List<Picture> ofLabel(LabelCurves curves) {
        String name = "‘" + curves.label() + "’";
        return List.of(
                new Picture(
                        "ROC of " + name,
                        "The further above the diagonal, the better it tells " + name + " from the rest.",
                        PointChart.json(
                                "false-alarm rate",
                                "recall",
                                List.of(line("This version", "one", curves.roc()), diagonal("By chance")))),
                new Picture(
                        "Precision and recall of " + name,
                        "How many answers stay right when more of the rows are to be found.",
                        PointChart.json(
                                "recall", "precision", List.of(line("This version", "one", curves.precisionRecall())))),
                new Picture(
                        "Lift of " + name,
                        "How many times more of them there are among the best share of rows than among all.",
                        PointChart.json(
                                "share of rows, the most probable first",
                                "lift",
                                List.of(
                                        line("This version", "one", curves.lift()),
                                        new Series(
                                                "By chance",
                                                "two",
                                                true,
                                                List.of(new Point(0, 1), new Point(1, 1)))))));
    }

    private static Picture reliability(List<ReliabilityBin> bins) {
        List<Point> points =
                bins.stream().map(bin -> new Point(bin.stated(), bin.share())).toList();
        List<Point> low = bins.stream()
                .map(bin -> new Point(bin.stated(), bin.interval().low()))
                .toList();
        List<Point> high = bins.stream()
                .map(bin -> new Point(bin.stated(), bin.interval().high()))
                .toList();
        return new Picture(
                "Calibration",
                "On the diagonal, what it states is how often it happens. The dots bound the 95 % interval of each bin.",
                PointChart.json(
                        "stated probability",
                        "share in which it happened",
                        List.of(
                                new Series("This version", "one", true, points),
                                new Series("At least", "one", false, low),
                                new Series("At most", "one", false, high),
                                diagonal("Perfect"))));
    }

    private static Picture residuals(Residuals residuals) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < residuals.predicted().length; i++) {
            points.add(new Point(residuals.predicted()[i], residuals.residual()[i]));
        }
        List<Point> means = residuals.bins().stream()
                .map(bin -> new Point(bin.predicted(), bin.mean()))
                .toList();
        return new Picture(
                "Residuals",
                "Answer less truth. A line that leaves zero is an error that could be learnt.",
                PointChart.json(
                        "answer",
                        "answer less truth",
                        List.of(
                                new Series("Rows", "one", false, points),
                                new Series("Mean of like answers", "two", true, means))));
    }

    private static Series line(String label, String colour, Curve curve) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.points(); i++) {
            points.add(new Point(curve.x()[i], curve.y()[i]));
        }
        return new Series(label, colour, true, points);
    }

    private static Series diagonal(String label) {
        return new Series(label, "two", true, List.of(new Point(0, 0), new Point(1, 1)));
    }
}
