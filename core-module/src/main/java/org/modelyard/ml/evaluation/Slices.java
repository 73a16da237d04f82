package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.stats.FisherExact;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;
import org.modelyard.stats.MeanTests;
import org.modelyard.stats.MultipleTesting;
import org.modelyard.stats.Proportions;

/**
 * Where a model does worse than elsewhere.
 *
 * @param loss what is compared, in a few words
 * @param slices all that were looked at, smallest first
 * @param alpha family-wise rate of false alarms that is held over all of them
 * @param minimumRows of a slice, and of the rest, to be tested
 */
public record Slices(String loss, List<Slice> slices, double alpha, int minimumRows) {

    public Slices {
        slices = List.copyOf(slices);
    }

    /** Where more answers are wrong than elsewhere. */
    public static Slices of(Table table, ClassificationScores answers, int minimumRows, double alpha) {
        return of(table, answers, List.of(), minimumRows, alpha);
    }

    /** The same with slices of the user's own. */
    public static Slices of(
            Table table, ClassificationScores answers, List<DeclaredSlice> declared, int minimumRows, double alpha) {
        double[] wrong = new double[answers.rows()];
        for (int row = 0; row < wrong.length; row++) {
            wrong[row] = answers.predicted(row) == answers.actual()[row] ? 0 : 1;
        }
        return of(table, "share of wrong answers", wrong, declared, minimumRows, alpha);
    }

    /** Where answers are further off than elsewhere. */
    public static Slices of(Table table, RegressionScores answers, int minimumRows, double alpha) {
        return of(table, answers, List.of(), minimumRows, alpha);
    }

    /** The same with slices of the user's own. */
    public static Slices of(
            Table table, RegressionScores answers, List<DeclaredSlice> declared, int minimumRows, double alpha) {
        double[] errors = new double[answers.rows()];
        Arrays.setAll(errors, row -> Math.abs(answers.error(row)));
        return of(table, "mean absolute error", errors, declared, minimumRows, alpha);
    }

    /**
     * Looks at every value or range of every column (see {@link SliceConditions}). Losses of 0 and 1, such as wrong
     * answers, are tested by Fisher's exact test with Wilson's interval, others by Welch's t with Student's.
     *
     * @param table the rows that were asked about
     * @param loss what the losses are, in a few words
     * @param losses one a row, finite, more is worse
     * @param minimumRows a smaller slice, or one with a smaller rest, is listed as too few; at least 2
     */
    public static Slices of(Table table, String loss, double[] losses, int minimumRows, double alpha) {
        return of(table, loss, losses, List.of(), minimumRows, alpha);
    }

    /**
     * The same with slices of the user's own, which count as the others do among those looked at. One without a row, or with all of
     * them, is listed as too few.
     */
    public static Slices of(
            Table table, String loss, double[] losses, List<DeclaredSlice> declared, int minimumRows, double alpha) {
        if (losses.length != table.rows() || minimumRows < 2 || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    losses.length + " losses for " + table.rows() + " rows, at least " + minimumRows + " a slice");
        }
        boolean shares = Arrays.stream(losses).allMatch(one -> one == 0 || one == 1);
        List<SliceConditions.Condition> conditions = SliceConditions.of(table);
        for (DeclaredSlice one : declared) {
            conditions.add(new SliceConditions.Condition(
                    one.name(), one.where().text(), one.where().rows(table)));
        }
        int large = (int) conditions.stream()
                .filter(one -> one.count() >= minimumRows && losses.length - one.count() >= minimumRows)
                .count();
        List<Slice> slices = new ArrayList<>();
        for (SliceConditions.Condition condition : conditions) {
            Pulse.beat();
            slices.add(slice(condition, losses, shares, minimumRows, 1 - alpha / Math.max(1, large)));
        }
        return new Slices(loss, judge(slices, alpha), alpha, minimumRows);
    }

    /** Of the slices that are worse than the rest the one of the greatest loss; empty where none is shown to be. */
    public Optional<Slice> worst() {
        return slices.stream()
                .filter(one -> one.outcome() == Slice.Outcome.WORSE)
                .max(Comparator.comparingDouble(Slice::loss));
    }

    public String toJson() {
        return SlicesJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no slices */
    public static Slices fromJson(String json) {
        return SlicesJson.read(json);
    }

    private static Slice slice(
            SliceConditions.Condition condition, double[] losses, boolean shares, int minimum, double confidence) {
        int n = condition.count();
        double[] in = new double[n];
        double[] out = new double[losses.length - n];
        int i = 0;
        int j = 0;
        for (int row = 0; row < losses.length; row++) {
            if (condition.rows().get(row)) {
                in[i++] = losses[row];
            } else {
                out[j++] = losses[row];
            }
        }
        double loss = Arrays.stream(in).average().orElse(Double.NaN);
        double rest = Arrays.stream(out).average().orElse(Double.NaN);
        boolean few = in.length < minimum || out.length < minimum;
        double p = few ? Double.NaN : p(in, out, shares);
        boolean flat = !few && Double.isNaN(p);
        return new Slice(
                condition.feature(),
                condition.words(),
                n,
                loss,
                few ? null : interval(in, shares, confidence),
                rest,
                p,
                Double.NaN,
                few ? Slice.Outcome.TOO_FEW : flat ? Slice.Outcome.NO_VARIANCE : Slice.Outcome.LIKE_THE_REST,
                few
                        ? "A slice and the rest need " + minimum + " rows each; they have " + in.length + " and "
                                + out.length + "."
                        : flat ? "All losses of the slice are the same, and all of the rest." : null);
    }

    private static @Nullable Interval interval(double[] losses, boolean shares, double confidence) {
        return shares
                ? Proportions.wilson(Math.round(Arrays.stream(losses).sum()), losses.length, confidence)
                : MeanIntervals.student(losses, confidence);
    }

    private static double p(double[] in, double[] out, boolean shares) {
        if (!shares) {
            return MeanTests.welch(in, out).p();
        }
        long a = Math.round(Arrays.stream(in).sum());
        long c = Math.round(Arrays.stream(out).sum());
        return FisherExact.doubled(a, in.length - a, c, out.length - c);
    }

    private static List<Slice> judge(List<Slice> slices, double alpha) {
        double[] adjusted = MultipleTesting.holm(slices.stream()
                .mapToDouble(Slice::p)
                .filter(p -> !Double.isNaN(p))
                .toArray());
        List<Slice> judged = new ArrayList<>();
        int next = 0;
        for (Slice slice : slices) {
            if (Double.isNaN(slice.p())) {
                judged.add(slice);
                continue;
            }
            double p = adjusted[next++];
            Slice.Outcome outcome = p > alpha
                    ? Slice.Outcome.LIKE_THE_REST
                    : slice.loss() > slice.rest() ? Slice.Outcome.WORSE : Slice.Outcome.BETTER;
            judged.add(slice.judged(p, outcome));
        }
        judged.sort(Comparator.comparingLong(Slice::rows));
        return judged;
    }
}
