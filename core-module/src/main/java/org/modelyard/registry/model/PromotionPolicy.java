package org.modelyard.registry.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/**
 * What a version of a model must fulfil before it serves an environment, at whichever door. Coming back of a version that served
 * there before is free of it: the way back must stay open.
 *
 * @param environments where it holds
 * @param snapshot id: the version must have been evaluated on that snapshot; null when it need not
 * @param golden name of a golden set of the model, likewise
 * @param gates by metric: on the evaluation asked for, else on the version's own metrics
 * @param fairness by sensitive feature and figure, such as {@code demographicParityDifference}
 * @param approvals how many people other than the version's author must approve
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PromotionPolicy(
        List<String> environments,
        @Nullable String snapshot,
        @Nullable String golden,
        Map<String, Gate> gates,
        Map<String, Map<String, Gate>> fairness,
        int approvals) {

    private static final List<String> USUAL = List.of("staging", "production");
    private static final int MOST_APPROVALS = 20;

    public PromotionPolicy {
        environments = List.copyOf(environments);
        gates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        fairness = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fairness));
    }

    /** Bounds as a client says them: one at least. */
    public record Bounds(@Nullable Double min, @Nullable Double max) {}

    /** A policy as a client says it; null leaves a part out, and environments to staging and production. */
    public record Wanted(
            @Nullable List<@Nullable String> environments,
            @Nullable String snapshot,
            @Nullable String golden,
            @Nullable Map<String, @Nullable Bounds> gates,
            @Nullable Map<String, @Nullable Map<String, @Nullable Bounds>> fairness,
            @Nullable Integer approvals) {

        /** @throws Refusal.Invalid naming all that is wrong */
        public PromotionPolicy checked() {
            List<FieldError> problems = new ArrayList<>();
            List<@Nullable String> where = environments == null ? new ArrayList<>(USUAL) : environments;
            if (where.isEmpty()) {
                problems.add(new FieldError("environments", "Name one environment at least, or delete the policy."));
            }
            for (@Nullable String environment : where) {
                check(problems, () -> Names.require("environments", environment == null ? "" : environment));
            }
            if (snapshot != null && golden != null) {
                problems.add(new FieldError("golden", "Name a snapshot or a golden set, not both."));
            }
            if (snapshot != null) {
                check(problems, () -> id(snapshot));
            }
            int needed = approvals == null ? 0 : approvals;
            if (needed < 0 || needed > MOST_APPROVALS) {
                problems.add(
                        new FieldError("approvals", "approvals is a whole number from 0 to " + MOST_APPROVALS + "."));
            }
            Map<String, Gate> bounds = gates("gates", gates, problems);
            Map<String, Map<String, Gate>> fair = new LinkedHashMap<>();
            if (fairness != null) {
                fairness.forEach(
                        (feature, figures) -> fair.put(feature, gates("fairness." + feature, figures, problems)));
            }
            if (!problems.isEmpty()) {
                throw new Refusal.Invalid(problems.get(0).message(), problems);
            }
            return new PromotionPolicy(
                    where.stream().map(String::valueOf).distinct().toList(), snapshot, golden, bounds, fair, needed);
        }

        private static void id(String text) {
            try {
                UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new Refusal.Invalid("snapshot", "A snapshot is named by its id.");
            }
        }

        private static void check(List<FieldError> problems, Runnable test) {
            try {
                test.run();
            } catch (Refusal.Invalid e) {
                problems.addAll(e.errors());
            }
        }

        private static Map<String, Gate> gates(
                String field, @Nullable Map<String, @Nullable Bounds> wanted, List<FieldError> problems) {
            Map<String, Gate> gates = new LinkedHashMap<>();
            if (wanted != null) {
                wanted.forEach((name, bounds) -> {
                    try {
                        gates.put(name, bounds == null ? new Gate(null, null) : new Gate(bounds.min(), bounds.max()));
                    } catch (IllegalArgumentException e) {
                        problems.add(new FieldError(
                                field + "." + name, "A gate has 'min' or 'max' or both, min not above max."));
                    }
                });
            }
            return gates;
        }
    }

    public boolean holdsIn(String environment) {
        return environments.contains(environment);
    }
}
