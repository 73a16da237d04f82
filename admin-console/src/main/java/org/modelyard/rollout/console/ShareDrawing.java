package org.modelyard.rollout.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.service.RolloutEventView;

/**
 * The candidate's share over time, as a line that steps.
 *
 * @param path in a box of {@link #WIDTH} by {@link #HEIGHT}
 * @param begin at the left end; null when there is no line
 * @param end at the right end
 * @param words the same for those who do not see it
 */
public record ShareDrawing(String path, @Nullable Instant begin, Instant end, String words) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;

    /** @param events oldest first */
    static ShareDrawing of(List<RolloutEventView> events, Instant end) {
        if (events.isEmpty()) {
            return new ShareDrawing("", null, end, "It has not begun.");
        }
        Instant begin = events.get(0).at();
        double span = Math.max(1, Duration.between(begin, end).toMillis());
        StringBuilder path = new StringBuilder();
        StringBuilder words = new StringBuilder("Share of the candidate: ");
        double before = 0;
        for (RolloutEventView event : events) {
            double x = WIDTH * Math.min(1, Duration.between(begin, event.at()).toMillis() / span);
            path.append(path.isEmpty() ? "M" : "L").append(point(x, before));
            path.append('L').append(point(x, event.percent()));
            if (event.percent() != before) {
                words.append(number(event.percent()))
                        .append(" % from ")
                        .append(event.at())
                        .append("; ");
            }
            before = event.percent();
        }
        path.append('L').append(point(WIDTH, before));
        return new ShareDrawing(
                path.toString(),
                begin,
                end,
                words.append("until ").append(end).append('.').toString());
    }

    private static String point(double x, double percent) {
        return number(x) + " " + number(HEIGHT - HEIGHT * percent / 100);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
