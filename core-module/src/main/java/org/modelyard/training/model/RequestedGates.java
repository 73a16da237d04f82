package org.modelyard.training.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Gates as a client asks for them. */
final class RequestedGates {

    private RequestedGates() {}

    /**
     * @param outputs whose metrics are named with theirs in front, as {@code priority.accuracy}
     * @param problems gets what is wrong with them
     */
    static Map<String, Gate> checked(
            Map<String, TrainingRequest.Bounds> gates, Schema schema, List<String> outputs, List<FieldError> problems) {
        Map<String, Gate> checked = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>(metrics(schema.task()));
        known.add(Gates.EXAMPLES);
        gates.forEach((metric, bounds) -> {
            if (!known.contains(metric) && !ofOutput(metric, schema, outputs)) {
                problems.add(
                        new FieldError(
                                "gates." + Texts.brief(metric),
                                "There is no metric '" + Texts.brief(metric) + "' for " + schema.task() + "; there are "
                                        + String.join(", ", known)
                                        + (outputs.isEmpty()
                                                ? "."
                                                : "; those of an output have its name and a dot in front, and none is of the business.")));
                return;
            }
            try { // JSON has null wherever it likes
                checked.put(
                        metric, new Gate(bounds == null ? null : bounds.min(), bounds == null ? null : bounds.max()));
            } catch (IllegalArgumentException e) {
                problems.add(
                        new FieldError("gates." + metric, "A gate has 'min' or 'max' or both, min not above max."));
            }
        });
        return checked;
    }

    /** What is declared of the business is about the target: no output has a metric of it that a gate could ever see. */
    private static boolean ofOutput(String metric, Schema schema, List<String> outputs) {
        int dot = metric.lastIndexOf('.');
        if (dot < 0 || !outputs.contains(metric.substring(0, dot))) {
            return false;
        }
        Task task = Outputs.task(schema, metric.substring(0, dot));
        String name = metric.substring(dot + 1);
        return metrics(task).contains(name) && !Measures.businessNames(task).contains(name);
    }

    /** The names that an evaluation of the task has, with two labels or with many, and those that a declaration adds. */
    static Set<String> metrics(Task task) {
        if (task == Task.REGRESSION) {
            Set<String> names = new LinkedHashSet<>(new RegressionScores(new double[0], new double[0])
                    .evaluate()
                    .metrics()
                    .keySet());
            names.addAll(Measures.businessNames(task));
            return names;
        }
        Set<String> names = new LinkedHashSet<>(Measures.businessNames(task));
        for (List<String> labels : List.of(List.of("no", "yes"), List.of("1", "2", "3", "4", "5", "6"))) {
            names.addAll(new ClassificationScores(labels, new int[0], new double[0])
                    .evaluate()
                    .metrics()
                    .keySet());
        }
        return names;
    }
}
