package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.stats.MultipleTesting;

/**
 * Compares a window with the reference, feature by feature. A feature has drifted when both hold:
 *
 * <ul>
 *   <li>its p-value, corrected by Holm over all tests of the report, is below alpha. So a window of independent rows that
 *       come from the reference's distribution gives a false alarm with probability at most alpha, whatever the
 *       dependence of features: exactly so for shares (Fisher), conservatively for KS, and up to the approximation of
 *       chi-squared where that decides. This holds for each check; it is not spread over the checks of a day.
 *   <li>its effect matters: PSI, less the (bins - 1)(1/n + 1/m) that noise gives, or the largest difference of shares
 *       (KS's D, the missing share, the total variation of categories less its noise) is at or above the floor. With a
 *       million rows the first condition alone would ring for changes that move no prediction. PSI sees a change of
 *       spread or a new category best, D a shift of the mean; 0.1 of PSI is the usual mark of 'some change'.
 * </ul>
 *
 * A change of the answers' meaning with the same inputs (concept drift) is not visible here; only feedback shows it.
 *
 * @param alpha rate of false alarms per check, 0-1
 * @param minimumRows of reference and window each; with fewer the verdict is 'too few rows'
 * @param effectFloor for both measures of effect, 0-1
 */
public record DriftTest(double alpha, long minimumRows, double effectFloor) {

    public static final double DEFAULT_ALPHA = 0.01;
    public static final long DEFAULT_MINIMUM_ROWS = 200;
    public static final double DEFAULT_EFFECT_FLOOR = 0.1;

    public DriftTest {
        if (!(alpha > 0 && alpha < 1) || minimumRows < 1 || !(effectFloor >= 0 && effectFloor < 1)) {
            throw new IllegalArgumentException(
                    "alpha " + alpha + ", minimum rows " + minimumRows + ", effect floor " + effectFloor);
        }
    }

    public static DriftTest withDefaults() {
        return new DriftTest(DEFAULT_ALPHA, DEFAULT_MINIMUM_ROWS, DEFAULT_EFFECT_FLOOR);
    }

    /** @throws IllegalArgumentException when the layouts differ */
    public DriftReport compare(Histograms reference, Histograms window) {
        if (!reference.layout().equals(window.layout())) {
            throw new IllegalArgumentException("reference and window have different layouts");
        }
        ProfileLayout layout = reference.layout();
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < layout.features().size(); i++) {
            FeatureLayout feature = layout.features().get(i);
            subjects.add(new Subject(
                    feature.name(),
                    false,
                    Comparisons.main(feature),
                    enough(reference.rows(), window.rows()) && told(window.counts(i))
                            ? Comparisons.of(
                                    feature, reference.counts(i), window.counts(i), reference.rows(), window.rows())
                            : List.of()));
        }
        if (enough(reference.predictions(), window.predictions())) {
            answers(reference, window, subjects);
        }
        double[] adjusted = MultipleTesting.holm(subjects.stream()
                .flatMap(subject -> subject.tests().stream())
                .mapToDouble(Comparison::p)
                .toArray());
        DriftVerdict.TooFewRows tooFew =
                new DriftVerdict.TooFewRows(Math.min(reference.rows(), window.rows()), minimumRows);
        DriftVerdict.TooFewRows withheld = new DriftVerdict.TooFewRows(0, minimumRows);
        List<FeatureDrift> lines = new ArrayList<>();
        int at = 0;
        for (Subject subject : subjects) {
            int first = at;
            lines.add(IntStream.range(0, subject.tests().size())
                    .mapToObj(i -> line(subject, subject.tests().get(i), adjusted[first + i]))
                    .max(MOST_TELLING)
                    .orElseGet(() -> untested(subject, enough(reference.rows(), window.rows()) ? withheld : tooFew)));
            at += subject.tests().size();
        }
        return new DriftReport(overall(lines, tooFew), reference.rows(), window.rows(), alpha, lines);
    }

    private static final Comparator<FeatureDrift> MOST_TELLING = Comparator.comparing(
                    (FeatureDrift line) -> line.verdict() instanceof DriftVerdict.Drifted)
            .thenComparingDouble(line -> line.verdict() instanceof DriftVerdict.Drifted ? line.effect() : -line.p());

    private record Subject(String name, boolean answer, DriftStatistic main, List<Comparison> tests) {}

    /** Each row counts somewhere, unless the feature is withheld. */
    private static boolean told(long[] counts) {
        return java.util.Arrays.stream(counts).anyMatch(count -> count > 0);
    }

    private boolean enough(long reference, long window) {
        return Math.min(reference, window) >= minimumRows;
    }

    private static void answers(Histograms reference, Histograms window, List<Subject> subjects) {
        ProfileLayout layout = reference.layout();
        if (!layout.labels().known().isEmpty()) {
            subjects.add(new Subject(
                    layout.labels().name(),
                    true,
                    Comparisons.main(layout.labels()),
                    Comparisons.of(
                            layout.labels(),
                            reference.labelCounts(),
                            window.labelCounts(),
                            reference.predictions(),
                            window.predictions())));
        }
        subjects.add(new Subject(
                layout.outputs().name(),
                true,
                Comparisons.main(layout.outputs()),
                Comparisons.of(
                        layout.outputs(),
                        reference.outputCounts(),
                        window.outputCounts(),
                        reference.predictions(),
                        window.predictions())));
    }

    private FeatureDrift line(Subject subject, Comparison test, double adjustedP) {
        boolean matters = test.effect() >= effectFloor || test.distance() >= effectFloor;
        DriftVerdict verdict = adjustedP < alpha && matters
                ? new DriftVerdict.Drifted(adjustedP, test.effect())
                : new DriftVerdict.Stable();
        return new FeatureDrift(
                subject.name(),
                subject.answer(),
                test.kind(),
                test.statistic(),
                test.p(),
                adjustedP,
                test.effect(),
                test.distance(),
                verdict);
    }

    private static FeatureDrift untested(Subject subject, DriftVerdict.TooFewRows tooFew) {
        double none = Double.NaN;
        return new FeatureDrift(subject.name(), subject.answer(), subject.main(), none, none, none, none, none, tooFew);
    }

    /** What is withheld has no say: the rest is judged. */
    private static DriftVerdict overall(List<FeatureDrift> lines, DriftVerdict.TooFewRows tooFew) {
        return lines.stream()
                .map(FeatureDrift::verdict)
                .filter(DriftVerdict.Drifted.class::isInstance)
                .map(DriftVerdict.Drifted.class::cast)
                .max(Comparator.comparingDouble(DriftVerdict.Drifted::effect))
                .map(DriftVerdict.class::cast)
                .orElse(
                        lines.stream().allMatch(line -> line.verdict() instanceof DriftVerdict.TooFewRows)
                                        || lines.stream()
                                                .anyMatch(line -> line.verdict() instanceof DriftVerdict.TooFewRows few
                                                        && few.rows() > 0)
                                ? tooFew
                                : new DriftVerdict.Stable());
    }
}
