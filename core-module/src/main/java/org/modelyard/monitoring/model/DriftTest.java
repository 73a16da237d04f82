package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
 * @param minimumRows of reference and window each in which a feature is told; with fewer the verdict is 'too few rows'
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
            long[] before = reference.counts(i);
            long[] now = window.counts(i);
            long n = feature.told(before);
            long m = feature.told(now);
            subjects.add(new Subject(
                    feature.name(),
                    false,
                    Comparisons.main(feature),
                    Math.min(n, m),
                    enough(n, m) ? Comparisons.of(feature, before, now, n, m) : List.of()));
        }
        if (enough(reference.predictions(), window.predictions())) {
            answers(reference, window, subjects);
        }
        double[] adjusted = MultipleTesting.holm(subjects.stream()
                .flatMap(subject -> subject.tests().stream())
                .mapToDouble(Comparison::p)
                .toArray());
        List<FeatureDrift> lines = new ArrayList<>();
        int at = 0;
        for (Subject subject : subjects) {
            int first = at;
            lines.add(IntStream.range(0, subject.tests().size())
                    .mapToObj(i -> line(subject, subject.tests().get(i), adjusted[first + i]))
                    .max(MOST_TELLING)
                    .orElseGet(() -> untested(subject)));
            at += subject.tests().size();
        }
        return new DriftReport(overall(lines, subjects), reference.rows(), window.rows(), alpha, lines);
    }

    private static final Comparator<FeatureDrift> MOST_TELLING = Comparator.comparing(
                    (FeatureDrift line) -> line.verdict() instanceof DriftVerdict.Drifted)
            .thenComparingDouble(line -> line.verdict() instanceof DriftVerdict.Drifted ? line.effect() : -line.p());

    /** @param rows that it was told of, on the side that has fewer */
    private record Subject(String name, boolean answer, DriftStatistic main, long rows, List<Comparison> tests) {}

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
                    Math.min(reference.predictions(), window.predictions()),
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
                Math.min(reference.predictions(), window.predictions()),
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

    private FeatureDrift untested(Subject subject) {
        double none = Double.NaN;
        DriftVerdict tooFew = new DriftVerdict.TooFewRows(subject.rows(), minimumRows);
        return new FeatureDrift(subject.name(), subject.answer(), subject.main(), none, none, none, none, none, tooFew);
    }

    /** What is withheld has no say: the rest is judged. When that is no input, the answers alone make nothing stable. */
    private DriftVerdict overall(List<FeatureDrift> lines, List<Subject> subjects) {
        Optional<DriftVerdict.Drifted> drifted = lines.stream()
                .map(FeatureDrift::verdict)
                .filter(DriftVerdict.Drifted.class::isInstance)
                .map(DriftVerdict.Drifted.class::cast)
                .max(Comparator.comparingDouble(DriftVerdict.Drifted::effect));
        if (drifted.isPresent()) {
            return drifted.get();
        }
        boolean judged = subjects.stream()
                .anyMatch(subject -> !subject.answer() && !subject.tests().isEmpty());
        long most = subjects.stream()
                .filter(subject -> !subject.answer())
                .mapToLong(Subject::rows)
                .max()
                .orElse(0);
        return judged ? new DriftVerdict.Stable() : new DriftVerdict.TooFewRows(most, minimumRows);
    }
}
