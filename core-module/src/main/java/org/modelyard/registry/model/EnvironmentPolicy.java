package org.modelyard.registry.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * What a version must fulfil before it serves an environment, whichever model of the organisation it belongs to; its model's own
 * {@link PromotionPolicy} holds besides. It names no rows, which belong to one model.
 *
 * @param gates by metric, on the version's own metrics; those on a metric of another task than the version's do not concern it
 * @param fairness by sensitive feature and figure, such as {@code demographicParityDifference}; it concerns versions with labels alone, of whose
 *     answers it is measured
 * @param approvals how many people other than the version's author must approve
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentPolicy(Map<String, Gate> gates, Map<String, Map<String, Gate>> fairness, int approvals) {

    public EnvironmentPolicy {
        gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        fairness = Collections.unmodifiableMap(new LinkedHashMap<>(fairness));
    }

    /**
     * One as a client says it; null leaves a part out. The first three are a model's to say: here they are refused with words, since
     * a policy that was copied from a model's would otherwise ask for less than it says.
     */
    public record Wanted(
            @Nullable List<@Nullable String> environments,
            @Nullable String snapshot,
            @Nullable String golden,
            @Nullable Map<String, PromotionPolicy.@Nullable Bounds> gates,
            @Nullable Map<String, @Nullable Map<String, PromotionPolicy.@Nullable Bounds>> fairness,
            @Nullable Integer approvals) {

        /** @throws Refusal.Invalid naming all that is wrong */
        public EnvironmentPolicy checked() {
            List<FieldError> problems = new ArrayList<>();
            if (environments != null) {
                problems.add(new FieldError(
                        "environments", "It holds in the environment that it is set for: leave 'environments' out."));
            }
            ofOneModel("snapshot", snapshot, problems);
            ofOneModel("golden", golden, problems);
            if (gates != null) {
                gates.keySet().stream()
                        .filter(metric -> Measures.find(metric).isEmpty())
                        .forEach(metric -> problems.add(new FieldError(
                                "gates." + Texts.brief(metric),
                                "There is no metric '" + Texts.brief(metric)
                                        + "' that models share; those of an output are for its model's policy.")));
            }
            if (fairness != null) {
                fairness.forEach((feature, figures) -> known(feature, figures, problems));
            }
            try {
                PromotionPolicy asked =
                        new PromotionPolicy.Wanted(null, null, null, gates, fairness, approvals).checked();
                if (problems.isEmpty() && says(asked)) {
                    return new EnvironmentPolicy(asked.gates(), asked.fairness(), asked.approvals());
                }
            } catch (Refusal.Invalid wrong) {
                problems.addAll(wrong.errors());
            }
            if (problems.isEmpty()) {
                problems.add(new FieldError(
                        "approvals",
                        "It asks for nothing: give gates, fairness or approvals, or delete the environment's policy."));
            }
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }

        /** A figure that there is not is never met, and keeps every model out. */
        private static void known(
                String feature,
                @Nullable Map<String, PromotionPolicy.@Nullable Bounds> figures,
                List<FieldError> problems) {
            if (figures != null) {
                figures.keySet().stream()
                        .filter(figure -> !Fairness.FIGURES.contains(figure))
                        .forEach(figure -> problems.add(new FieldError(
                                "fairness." + Texts.brief(feature) + "." + Texts.brief(figure),
                                "There is no figure '" + Texts.brief(figure) + "' of fairness; there are "
                                        + String.join(", ", Fairness.FIGURES) + ".")));
            }
        }

        private static boolean says(PromotionPolicy policy) {
            return !policy.gates().isEmpty()
                    || policy.fairness().values().stream().anyMatch(figures -> !figures.isEmpty())
                    || policy.approvals() > 0;
        }

        private static void ofOneModel(String field, @Nullable String named, List<FieldError> problems) {
            if (named != null) {
                problems.add(new FieldError(
                        field,
                        "A " + (field.equals("golden") ? "golden set" : "snapshot")
                                + " belongs to one model, and this holds for all: name it in that model's policy."));
            }
        }
    }

    /** What it asks of a version of that task, as a policy of its model for that one environment would. */
    public PromotionPolicy of(Task task, String environment) {
        Map<String, Gate> concerning = new LinkedHashMap<>(gates);
        concerning.keySet().removeIf(metric -> Measures.find(metric)
                .filter(measure -> !measure.of(task))
                .isPresent());
        return new PromotionPolicy(
                List.of(environment),
                null,
                null,
                concerning,
                task == Task.CLASSIFICATION ? fairness : Map.of(), // groups are told apart by the labels that they get
                approvals);
    }
}
