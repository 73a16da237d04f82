package org.modelyard.registry.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Which versions are looked for, and in which order. Null leaves a condition out.
 *
 * @param text anywhere in the model's name and number, the description or the change log
 * @param model name
 * @param stages empty: all
 * @param metric name of the metric that {@code least} and {@code most} are about
 * @param sort by the metric instead of by age
 * @param descending the newest, or the highest, first
 */
public record VersionFilter(
        @Nullable String text,
        @Nullable String model,
        @Nullable String tag,
        @Nullable String label,
        @Nullable Task task,
        List<Stage> stages,
        @Nullable String metric,
        @Nullable Double least,
        @Nullable Double most,
        boolean sort,
        boolean descending) {

    /** Newest first, all of them. */
    public static final VersionFilter ALL =
            new VersionFilter(null, null, null, null, null, List.of(), null, null, null, false, true);

    private static final String AGE = "createdAt";

    public VersionFilter {
        stages = List.copyOf(stages);
    }

    /**
     * The same with a metric and an order, as a client says them.
     *
     * @param metric {@code accuracy}, {@code accuracy:0.8..}, {@code accuracy:..0.9} or {@code accuracy:0.8..0.9}
     * @param order {@code -createdAt}, {@code createdAt}, or the metric's name with or without a minus
     * @throws Refusal.Invalid when one of them is not so
     */
    public VersionFilter with(@Nullable String metric, @Nullable String order) {
        String name = null;
        Double low = null;
        Double high = null;
        if (metric != null) {
            int colon = metric.indexOf(':');
            name = colon < 0 ? metric : metric.substring(0, colon);
            String range = colon < 0 ? ".." : metric.substring(colon + 1);
            int dots = range.indexOf("..");
            if (name.isBlank() || dots < 0) {
                throw range(metric);
            }
            low = number(range.substring(0, dots), metric);
            high = number(range.substring(dots + 2), metric);
        }
        boolean down = order == null || order.startsWith("-");
        String by = order == null ? AGE : down ? order.substring(1) : order;
        if (!by.equals(AGE) && !by.equals(name)) {
            throw new Refusal.Invalid(
                    "sort",
                    "sort is createdAt or the name of the metric asked for, with a minus for the highest first; '"
                            + Texts.brief(by) + "' is neither.");
        }
        return new VersionFilter(text, model, tag, label, task, stages, name, low, high, !by.equals(AGE), down);
    }

    private static @Nullable Double number(String text, String metric) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw range(metric);
        }
        throw range(metric);
    }

    private static Refusal.Invalid range(String metric) {
        return new Refusal.Invalid(
                "metric",
                "'" + Texts.brief(metric) + "' is no range of a metric: use accuracy:0.8..0.9, ends may be missing.");
    }
}
