package org.modelyard.experiment.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelyard.experiment.service.HistoryView;
import org.modelyard.platform.model.Texts;

/**
 * How far each variant's units came: four bars, the longest as long as the most units that a variant was assigned.
 *
 * @param height of the whole
 */
public record FunnelDrawing(List<Bar> bars, int height, String words) {

    private static final int LABEL = 196;
    private static final int NUMBER = 120;
    private static final int ROW = 18;
    private static final int GAP = 12;
    private static final int MOST = 5;
    private static final int LONGEST = 28;

    /** @param stage 0 assigned, 1 judged, 2 active, 3 converted */
    public record Bar(int stage, double y, double x, double width, String label, String number) {}

    static FunnelDrawing of(HistoryView history) {
        List<HistoryView.Stage> drawn =
                history.funnel().subList(0, Math.min(MOST, history.funnel().size()));
        long most = drawn.stream().mapToLong(HistoryView.Stage::assigned).max().orElse(0);
        double unit = most == 0 ? 0 : (Axis.WIDTH - LABEL - NUMBER) / (double) most;
        List<Bar> bars = new ArrayList<>();
        int y = 0;
        for (HistoryView.Stage one : drawn) {
            long[] counts = {one.assigned(), one.judged(), one.active(), one.converted()};
            String[] labels = {Texts.cut(one.variant(), LONGEST), "window over", "any event", "the metric's event"};
            for (int stage = 0; stage < counts.length; stage++) {
                bars.add(new Bar(
                        stage,
                        y,
                        LABEL,
                        counts[stage] * unit,
                        labels[stage],
                        number(counts[stage], stage < 2 ? -1 : one.judged())));
                y += ROW;
            }
            y += GAP;
        }
        return new FunnelDrawing(
                bars,
                Math.max(ROW, y),
                "Units of each variant: assigned, judged, with any event, with the metric's event");
    }

    private static String number(long count, long of) {
        String whole = String.format(Locale.ROOT, "%,d", count);
        return of <= 0 ? whole : whole + String.format(Locale.ROOT, " (%.1f %%)", 100.0 * count / of);
    }
}
