package org.modelyard.training.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.BusinessWorth;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.platform.model.FieldError;

/**
 * What is declared for the model that a job trains, as far as the job rests on it.
 *
 * @param declared null: nothing
 * @param labels of the model's newest version, of two the positive one second; empty where there is none
 */
public record ModelBusiness(@Nullable BusinessMetrics declared, List<String> labels) {

    public static final ModelBusiness NONE = new ModelBusiness(null, List.of());

    private static final String DECLARE = " PUT the model's business-metrics first, or leave it out.";

    public ModelBusiness {
        labels = List.copyOf(labels);
    }

    /** A gate on a figure that nobody measures would reject every version. */
    void check(Set<String> gates, Task task, List<FieldError> problems) {
        Set<String> business = Measures.businessNames(task);
        List<String> made = declared == null ? List.of() : declared.metrics();
        gates.stream()
                .filter(gate -> business.contains(gate) && !made.contains(gate))
                .forEach(gate -> problems.add(new FieldError(
                        "gates." + gate, "Nothing is declared that makes the metric '" + gate + "'." + DECLARE)));
    }

    /**
     * A threshold by COST that says no costs takes the declared ones: what a wrong answer costs more than the right one. They
     * are written into the plan, so that a later declaration does not change it.
     */
    @Nullable
    Map<String, Object> settled(@Nullable Map<String, Object> decision, List<FieldError> problems) {
        if (decision == null
                || !(decision.get("threshold") instanceof Map<?, ?> threshold)
                || !"COST".equals(threshold.get("type"))
                || threshold.containsKey("falseAlarm")
                || threshold.containsKey("miss")) {
            return decision;
        }
        ThresholdObjective.Cost costs = costs();
        if (costs == null) {
            problems.add(new FieldError(
                    "decision.threshold",
                    "COST without 'falseAlarm' and 'miss' takes the costs that are declared for the model, and there are none"
                            + " that tell its two labels apart." + DECLARE));
            return null;
        }
        Map<String, Object> settled = new LinkedHashMap<>(decision);
        settled.put("threshold", Map.of("type", "COST", "falseAlarm", costs.falseAlarm(), "miss", costs.miss()));
        return settled;
    }

    private ThresholdObjective.@Nullable Cost costs() {
        return declared != null && labels.size() == 2 && declared.worth() instanceof BusinessWorth.ByLabel worth
                ? worth.objective(labels).orElse(null)
                : null;
    }
}
