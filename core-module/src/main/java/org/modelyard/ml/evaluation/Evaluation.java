package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/**
 * All that was measured of a model on some rows.
 *
 * @param metrics by name, in the order in which they are shown
 * @param classes one a label; empty for a regression
 * @param confusion null for a regression, and above {@value #MOST_CONFUSION_LABELS} labels, where it grows too large to
 *     keep or read
 * @param curves what pictures are drawn from; null without rows, and for evaluations stored before there were any
 * @param business declaration by which its business metrics were measured; null where there was none
 * @param baselines what other answers reach on the same rows; empty where nobody looked, and for evaluations stored before it was noted
 */
public record Evaluation(
        Task task,
        long rows,
        Map<String, Metric> metrics,
        List<ClassMetrics> classes,
        @Nullable ConfusionMatrix confusion,
        @Nullable Curves curves,
        @Nullable BusinessMetrics business,
        List<BaselineRow> baselines) {

    public static final int MOST_CONFUSION_LABELS = 200;

    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        classes = List.copyOf(classes);
        baselines = List.copyOf(baselines);
    }

    /** Alone. */
    public Evaluation(
            Task task,
            long rows,
            Map<String, Metric> metrics,
            List<ClassMetrics> classes,
            @Nullable ConfusionMatrix confusion,
            @Nullable Curves curves,
            @Nullable BusinessMetrics business) {
        this(task, rows, metrics, classes, confusion, curves, business, List.of());
    }

    public Evaluation(
            Task task,
            long rows,
            Map<String, Metric> metrics,
            List<ClassMetrics> classes,
            @Nullable ConfusionMatrix confusion) {
        this(task, rows, metrics, classes, confusion, null, null);
    }

    /** The metric's value; NaN when it is undefined or not there. */
    public double value(String metric) {
        Metric found = metrics.get(metric);
        return found == null ? Double.NaN : found.value();
    }

    /** The same beside a further answer. */
    public Evaluation beside(BaselineRow row) {
        List<BaselineRow> all = new ArrayList<>(baselines);
        all.add(row);
        return new Evaluation(task, rows, metrics, classes, confusion, curves, business, all);
    }

    /** The stored form: undefined values are null and carry their reason. */
    public String toJson() {
        return EvaluationJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no evaluation */
    public static Evaluation fromJson(String json) {
        return EvaluationJson.read(json);
    }
}
