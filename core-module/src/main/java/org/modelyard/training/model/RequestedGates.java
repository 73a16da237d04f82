package org.modelyard.training.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Gates as a client asks for them. */
final class RequestedGates {

    private RequestedGates() {}

    /** @param problems gets what is wrong with them */
    static Map<String, Gate> checked(
            @Nullable Map<String, TrainingRequest.Bounds> gates, Task task, List<FieldError> problems) {
        Map<String, Gate> checked = new LinkedHashMap<>();
        if (gates == null) {
            return checked;
        }
        Set<String> known = metrics(task);
        gates.forEach((metric, bounds) -> {
            if (!known.contains(metric)) {
                problems.add(new FieldError(
                        "gates." + Texts.brief(metric),
                        "There is no metric '" + Texts.brief(metric) + "' for " + task + "; there are "
                                + String.join(", ", known) + "."));
                return;
            }
            try {
                checked.put(metric, new Gate(bounds.min(), bounds.max()));
            } catch (IllegalArgumentException e) {
                problems.add(
                        new FieldError("gates." + metric, "A gate has 'min' or 'max' or both, min not above max."));
            }
        });
        return checked;
    }

    /** The names that an evaluation of the task has, with two labels or with many. */
    static Set<String> metrics(Task task) {
        if (task == Task.REGRESSION) {
            return new RegressionScores(new double[0], new double[0])
                    .evaluate()
                    .metrics()
                    .keySet();
        }
        Set<String> names = new LinkedHashSet<>();
        for (List<String> labels : List.of(List.of("no", "yes"), List.of("1", "2", "3", "4", "5", "6"))) {
            names.addAll(new ClassificationScores(labels, new int[0], new double[0])
                    .evaluate()
                    .metrics()
                    .keySet());
        }
        return names;
    }
}
