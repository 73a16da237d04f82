package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.ReliabilityBin;
import org.modelyard.ml.evaluation.Slice;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.FeatureImportance;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.PointChart;
import org.modelyard.platform.console.PointChart.Point;
import org.modelyard.platform.console.PointChart.Series;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.registry.model.ModelCard;
import org.modelyard.stats.Interval;

/** The parts of a version's page that look behind its metrics. */
@Named
@RequestScoped
public class VersionStudy {

    private static final int MOST_SLICES = 12;
    private static final List<String> HEADLINES = List.of("accuracy", "rmse");

    @Inject
    private ModelCards cards;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private ModelCard.@Nullable Measured measured;

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        String version = Links.parameter("version");
        if (!model.isEmpty() && !version.isEmpty()) {
            Notices.attempt(() -> measured = cards.measured(viewer.caller(), model, version));
        }
    }

    /** The most valuable first. */
    public List<FeatureImportance> getImportance() {
        PermutationImportance importance = measured == null ? null : measured.importance();
        return importance == null
                ? List.of()
                : importance.features().stream()
                        .sorted(Comparator.comparingDouble(one -> -one.importance()))
                        .toList();
    }

    public String getMetric() {
        PermutationImportance importance = measured == null ? null : measured.importance();
        return importance == null ? "" : importance.metric();
    }

    private @Nullable Slices slices() {
        return measured == null ? null : measured.slices();
    }

    /** Of those that were tested the ones that do worst beside the rest, the smallest first. */
    public List<Slice> getSlices() {
        Slices slices = slices();
        return slices == null
                ? List.of()
                : slices.slices().stream()
                        .filter(slice -> !Double.isNaN(slice.p()))
                        .sorted(Comparator.comparingDouble((Slice slice) -> slice.rest() - slice.loss()))
                        .limit(MOST_SLICES)
                        .sorted(Comparator.comparingLong(Slice::rows))
                        .toList();
    }

    /** How many were looked at, and how many of them are too small to say anything. */
    public String getLookedAt() {
        Slices slices = slices();
        if (slices == null) {
            return "";
        }
        long few = slices.slices().stream()
                .filter(slice -> slice.outcome() == Slice.Outcome.TOO_FEW)
                .count();
        return words.number(slices.slices().size()) + " slices were looked at, " + words.number(few)
                + " of them too small to say: fewer than " + slices.minimumRows() + " rows in or outside.";
    }

    public String getLoss() {
        Slices slices = slices();
        return slices == null ? "" : slices.loss();
    }

    /** In a sentence. */
    public String getVerdict() {
        Slices slices = slices();
        if (slices == null) {
            return "";
        }
        return slices.worst()
                .map(slice -> "Worst, and surely so: " + slice.feature() + " " + slice.condition() + ", "
                        + words.number(slice.loss()) + range(slice.interval()) + " on " + words.number(slice.rows())
                        + " rows beside " + words.number(slice.rest()) + " elsewhere.")
                .orElse("Nowhere surely.");
    }

    private String range(@Nullable Interval interval) {
        return interval == null ? "" : " [" + words.number(interval.low()) + ", " + words.number(interval.high()) + "]";
    }

    /** Null unless it was evaluated by a cross-validation. */
    public @Nullable CrossValidations getFolds() {
        return measured == null ? null : measured.crossValidation();
    }

    /** Whether the figures hold for other rows, in a sentence, by the metric that stands in the headline. */
    public String getStability() {
        CrossValidations folds = getFolds();
        return folds == null
                ? ""
                : folds.metrics().stream()
                        .filter(one -> HEADLINES.contains(one.metric()))
                        .findFirst()
                        .map(one -> one.metric() + " is "
                                + one.stability().name().toLowerCase(Locale.ROOT) + " over " + folds.folds()
                                + " folds. " + one.reason())
                        .orElse("");
    }

    /** Null unless its probabilities were calibrated. */
    public @Nullable CalibrationReport getCalibration() {
        return measured == null ? null : measured.calibration();
    }

    /** What the calibration does, in a sentence. */
    public String getCalibrated() {
        CalibrationReport report = getCalibration();
        return report == null
                ? ""
                : "By " + report.method().name().toLowerCase(Locale.ROOT) + " on "
                        + words.number(report.rows())
                        + " rows that the fit did not see: the stated probability was off by "
                        + words.percent(report.eceBefore().value()) + " on average, and is by "
                        + words.percent(report.eceAfter().value()) + " after it; the log loss went from "
                        + words.number(report.logLossBefore().value()) + " to "
                        + words.number(report.logLossAfter().value()) + ". "
                        + (report.applied() ? "It is applied." : "It did not help, and is not applied.");
    }

    /** Reliability before and after, in Chart.js's form; empty without a calibration. */
    public String getCalibrationPicture() {
        CalibrationReport report = getCalibration();
        return report == null
                ? ""
                : PointChart.json(
                        "stated probability",
                        "share in which it happened",
                        List.of(
                                line("Before", "two", report.before()),
                                line("After", "one", report.after()),
                                new Series("Perfect", "three", true, List.of(new Point(0, 0), new Point(1, 1)))));
    }

    private static Series line(String name, String colour, List<ReliabilityBin> bins) {
        return new Series(
                name,
                colour,
                true,
                bins.stream().map(bin -> new Point(bin.stated(), bin.share())).toList());
    }
}
