package org.modelyard.rollout.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.service.VerdictView;

/**
 * The bounds of the odds ratio, one column for each verdict that was stored, from a fifth to five times on a scale of
 * ratios; beyond, they are cut off.
 *
 * @param columns oldest first; empty where no ratio is known
 * @param even height of the ratio 1
 */
public record BoundsDrawing(List<Column> columns, double even) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;
    private static final double REACH = Math.log(5);
    private static final int MOST = 60;

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
        List<VerdictView> drawn = verdicts.stream()
                .filter(one -> one.ratioLow() != null || one.ratioHigh() != null)
                .toList();
        List<VerdictView> last = drawn.subList(Math.max(0, drawn.size() - MOST), drawn.size());
        List<Column> columns = new ArrayList<>();
        double step = WIDTH / (double) Math.max(10, last.size());
        for (int i = 0; i < last.size(); i++) {
            VerdictView one = last.get(i);
            double top = height(one.ratioHigh(), 0);
            columns.add(new Column(
                    step * (i + 0.5),
                    top,
                    Math.max(1, height(one.ratioLow(), HEIGHT) - top),
                    one.outcome(),
                    one.outcome() + " after " + one.candidateTrials() + ": between " + ratio(one.ratioLow(), "nothing")
                            + " and " + ratio(one.ratioHigh(), "anything")));
        }
        return new BoundsDrawing(columns, HEIGHT / 2.0);
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
