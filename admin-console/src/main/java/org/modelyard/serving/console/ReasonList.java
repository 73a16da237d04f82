package org.modelyard.serving.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explanation;

/**
 * An answer taken apart, as a ranked list: the weightiest input first.
 *
 * @param title the question that it answers
 * @param scale unit of all numbers, in words
 * @param base what is there before any input counts
 * @param sum base plus all that the inputs add
 * @param lines the weightiest
 * @param rest how many inputs are left out
 * @param restSum what those add together
 */
public record ReasonList(
        String title, String scale, double base, double sum, List<Line> lines, int rest, double restSum) {

    private static final int MOST = 20;
    private static final int FEW = 3;

    /**
     * One input.
     *
     * @param value of the row; null when missing
     * @param adds on the explanation's scale
     * @param error standard error of the sampling; 0 where it is exact
     * @param width of its bar, in percent of the half in which it lies
     */
    public record Line(String feature, @Nullable String value, double adds, double error, double width) {

        /** Whether it speaks for the answer. */
        public boolean speaksFor() {
            return adds > 0;
        }

        /** Where its bar begins, in percent of the whole track, whose middle is zero. */
        public double left() {
            return adds < 0 ? 50 - width / 2 : 50;
        }
    }

    public ReasonList {
        lines = List.copyOf(lines);
    }

    static ReasonList of(Explanation explanation) {
        List<Line> all = lines(explanation.contributions());
        List<Line> rest = all.subList(Math.min(MOST, all.size()), all.size());
        return new ReasonList(
                "Why " + (explanation.label() == null ? "this value" : "‘" + explanation.label() + "’") + "?",
                words(explanation.scale()),
                explanation.base(),
                explanation.sum(),
                all.subList(0, all.size() - rest.size()),
                rest.size(),
                rest.stream().mapToDouble(Line::adds).sum());
    }

    /** The three weightiest inputs in a line, such as {@code income +1.2, debt -0.3 (log-odds)}. */
    static String brief(Explanation explanation) {
        List<Line> all = lines(explanation.contributions());
        return all.stream()
                        .limit(FEW)
                        .map(line -> line.feature() + " " + signed(line.adds()))
                        .collect(Collectors.joining(", "))
                + (all.size() > FEW ? " …" : "")
                + " (" + words(explanation.scale()) + ")";
    }

    /** Two significant digits, large ones in full. */
    private static String signed(double adds) {
        return Math.abs(adds) < 100
                ? String.format(Locale.ROOT, "%+.2g", adds)
                : String.format(Locale.ROOT, "%+,.0f", adds);
    }

    /** The weightiest first. */
    static List<Line> lines(List<Contribution> contributions) {
        double largest = contributions.stream()
                .mapToDouble(one -> Math.abs(one.contribution()))
                .max()
                .orElse(0);
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution one) -> -Math.abs(one.contribution())))
                .map(one -> new Line(
                        one.feature(),
                        one.value(),
                        one.contribution(),
                        one.standardError(),
                        largest == 0 ? 0 : 100 * Math.abs(one.contribution()) / largest))
                .toList();
    }

    private static String words(Explanation.Scale scale) {
        return scale.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
