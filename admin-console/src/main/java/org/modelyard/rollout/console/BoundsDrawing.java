package org.modelyard.rollout.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.service.VerdictView;

/**
 * What is known of the difference between both sides, one column for each verdict that was stored. Of shares the bounds of the odds ratio, from a fifth to five
 * times on a scale of ratios; of values those of what an answer of the candidate is worth more, from five tolerances below to five above. Beyond, they are cut
 * off.
 *
 * @param columns oldest first; empty where nothing is known
 * @param even height at which both sides are alike
 * @param above what the upper edge stands for
 * @param below what the lower edge stands for
 * @param label of the whole, in a sentence
 */
public record BoundsDrawing(List<Column> columns, double even, String above, String below, String label) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;
    private static final double REACH = Math.log(5);
    private static final int MOST = 60;
    private static final int TOLERANCES = 5;

    /**
     * One verdict.
     *
     * @param top of the bar; its upper bound
     * @param outcome PASS, FAIL or INCONCLUSIVE
     * @param words what it says
     */
    public record Column(double x, double top, double height, String outcome, String words) {}

    /** @param verdicts oldest first, of one metric */
    static BoundsDrawing of(List<VerdictView> verdicts) {
        return !verdicts.isEmpty() && verdicts.get(0).metric() == RolloutMetric.VALUE
                ? ofValues(verdicts)
                : ofRatios(verdicts);
    }

    private static BoundsDrawing ofValues(List<VerdictView> verdicts) {
        double reach = verdicts.get(0).tolerance() * TOLERANCES;
        List<Column> columns = new ArrayList<>();
        List<VerdictView> last = last(verdicts.stream()
                .filter(one -> one.lossLow() != null && one.difference() != null)
                .toList());
        for (VerdictView one : last) {
            double least = -number(one.difference());
            double most = -number(one.lossLow());
            double top = linear(most, reach);
            columns.add(new Column(
                    x(columns.size(), last.size()),
                    top,
                    Math.max(1, linear(least, reach) - top),
                    one.outcome(),
                    one.outcome() + " after " + one.candidateTrials() + ": worth between " + signed(least) + " and "
                            + signed(most) + " more"));
        }
        return new BoundsDrawing(
                columns,
                HEIGHT / 2.0,
                signed(reach) + " an answer",
                signed(-reach) + " an answer",
                "Bounds of what an answer is worth more than the champion’s, in the unit of the values, verdict by verdict; the line is"
                        + " the same");
    }

    private static double number(@Nullable Double known) {
        return known == null ? 0 : known;
    }

    private static double linear(double more, double reach) {
        return HEIGHT / 2.0 - HEIGHT / 2.0 * Math.max(-1, Math.min(1, more / reach));
    }

    private static double x(int place, int columns) {
        return WIDTH / (double) Math.max(10, columns) * (place + 0.5);
    }

    private static List<VerdictView> last(List<VerdictView> drawn) {
        return drawn.subList(Math.max(0, drawn.size() - MOST), drawn.size());
    }

    private static BoundsDrawing ofRatios(List<VerdictView> verdicts) {
        List<VerdictView> drawn = verdicts.stream()
                .filter(one -> one.ratioLow() != null || one.ratioHigh() != null)
                .toList();
        List<VerdictView> last = last(drawn);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            VerdictView one = last.get(i);
            double top = height(one.ratioHigh(), 0);
            columns.add(new Column(
                    x(i, last.size()),
                    top,
                    Math.max(1, height(one.ratioLow(), HEIGHT) - top),
                    one.outcome(),
                    one.outcome() + " after " + one.candidateTrials() + ": between " + ratio(one.ratioLow(), "nothing")
                            + " and " + ratio(one.ratioHigh(), "anything")));
        }
        return new BoundsDrawing(
                columns,
                HEIGHT / 2.0,
                "5 times the champion’s odds",
                "a fifth",
                "Bounds of the odds ratio, from a fifth to five times, verdict by verdict; the line is 1");
    }

    private static String signed(double amount) {
        String digits = new BigDecimal(amount)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
        return amount > 0 ? "+" + digits : digits;
    }

    private static String ratio(@Nullable Double ratio, String unknown) {
        return ratio == null ? unknown : ShareDrawing.number(ratio) + " times";
    }

    private static double height(@Nullable Double ratio, double unknown) {
        if (ratio == null) {
            return unknown;
        }
        double share = (Math.log(ratio) + REACH) / (2 * REACH);
        return HEIGHT - HEIGHT * Math.max(0, Math.min(1, share));
    }
}
