package org.modelyard.monitoring.service;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.entity.StoredDriftReport;
import org.modelyard.monitoring.model.DriftStatistic;
import org.modelyard.monitoring.model.FeatureChart;
import org.modelyard.monitoring.model.ReportLine;
import org.modelyard.monitoring.model.Severity;

/**
 * A drift report as others see it.
 *
 * @param deployment the one that was checked
 * @param verdict STABLE, DRIFTED or TOO_FEW
 * @param severity null unless it drifted
 * @param rows of the window
 * @param alpha the rate of false alarms that was held, for the whole report
 * @param features inputs and answers, worst first; where nothing was tested in the order of the signature
 */
public record DriftReportView(
        UUID id,
        String model,
        String version,
        String environment,
        UUID deployment,
        String verdict,
        @Nullable Severity severity,
        Window window,
        long referenceRows,
        long rows,
        double alpha,
        List<Feature> features,
        Instant createdAt) {

    /** What drifted by its effect, then what comes nearest to it. */
    private static final Comparator<Feature> WORST_FIRST = Comparator.comparing(
                    (Feature line) -> !line.verdict().equals("DRIFTED"))
            .thenComparing(line -> line.verdict().equals("DRIFTED") ? -defined(line.effect(), 0) : 0)
            .thenComparing(line -> defined(line.adjustedP(), 2))
            .thenComparing(line -> -defined(line.effect(), 0));

    /** Whole hours that begin in [since, until). */
    public record Window(Instant since, Instant until) {}

    /**
     * One line; numbers are null where nothing was tested.
     *
     * @param answer whether it is about the model's answers and not about an input
     * @param bins null unless asked for
     */
    public record Feature(
            String name,
            boolean answer,
            DriftStatistic test,
            @Nullable Double statistic,
            @Nullable Double p,
            @Nullable Double adjustedP,
            @Nullable Double effect,
            @Nullable Double distance,
            String verdict,
            @Nullable List<FeatureChart.Bin> bins) {}

    static DriftReportView of(StoredDriftReport report) {
        return of(report, List.of());
    }

    static DriftReportView of(StoredDriftReport report, List<FeatureChart> charts) {
        Map<String, FeatureChart> byLine = charts.stream()
                .collect(Collectors.toMap(
                        chart -> line(chart.name(), chart.answer()), Function.identity(), (first, same) -> first));
        return new DriftReportView(
                report.publicId(),
                report.model(),
                report.version(),
                report.environment(),
                report.deployment(),
                report.verdict(),
                report.severity(),
                new Window(report.since(), report.until()),
                report.referenceRows(),
                report.windowRows(),
                report.alpha(),
                report.features().stream()
                        .map(line -> feature(line, byLine.get(line(line.name(), line.answer()))))
                        .sorted(WORST_FIRST)
                        .toList(),
                report.createdAt());
    }

    private static double defined(@Nullable Double number, double otherwise) {
        return number == null ? otherwise : number;
    }

    private static String line(String name, boolean answer) {
        return answer + "/" + name;
    }

    private static Feature feature(ReportLine line, @Nullable FeatureChart chart) {
        return new Feature(
                line.name(),
                line.answer(),
                line.test(),
                line.statistic(),
                line.p(),
                line.adjustedP(),
                line.effect(),
                line.distance(),
                line.verdict(),
                chart == null ? null : chart.bins());
    }
}
