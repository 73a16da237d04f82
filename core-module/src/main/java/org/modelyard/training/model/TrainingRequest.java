package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Bump;

/**
 * What a client asks for. Null leaves a choice to the server.
 *
 * @param model name of the model that gets a version
 * @param dataset name
 * @param snapshot id; null: one is made of the dataset as it is when the job runs
 * @param trainer {@code type} and hyperparameters
 * @param recipe not there yet: refused
 * @param validation how the model is evaluated; null: a holdout of 0.2
 * @param search not there yet: refused
 * @param gates by metric
 * @param seed 42 when null
 * @param bump PATCH when null; a model's first version is 1.0.0 whatever it says
 * @param window not there yet: refused
 * @param start whether the job is queued at once; null: yes
 */
public record TrainingRequest(
        @Nullable String model,
        @Nullable String dataset,
        @Nullable String snapshot,
        @Nullable Map<String, Object> trainer,
        @Nullable String recipe,
        @Nullable FeatureChoice features,
        @Nullable Validation validation,
        @Nullable Map<String, Object> search,
        @Nullable Map<String, Bounds> gates,
        @Nullable Long seed,
        @Nullable Bump bump,
        @Nullable String window,
        @Nullable Boolean start) {

    private static final double HOLDOUT = 0.2;
    private static final double LEAST_HOLDOUT = 0.01;
    private static final double MOST_HOLDOUT = 0.9;
    private static final long SEED = 42;

    /** Exactly one of them. */
    public record Validation(@Nullable Double holdout, @Nullable Integer folds) {}

    /** What a metric must reach: one of them at least. */
    public record Bounds(@Nullable Double min, @Nullable Double max) {}

    public boolean starts() {
        return start == null || start;
    }

    /**
     * Every choice made and checked against the dataset's schema.
     *
     * @throws Refusal.Invalid naming all that is wrong
     */
    public TrainingPlan plan(Schema schema) {
        List<FieldError> problems = new ArrayList<>();
        refuse("recipe", recipe, problems);
        refuse("search", search, problems);
        refuse("window", window, problems);
        TrainerSpec spec = spec(schema.task(), problems);
        FeatureChoice choice = features == null ? FeatureChoice.all() : features;
        problems.addAll(choice.problems(schema));
        double holdout = holdout(problems);
        Map<String, Gate> checked = gates(schema.task(), problems);
        if (spec == null || !problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        return new TrainingPlan(
                spec, choice, holdout, checked, seed == null ? SEED : seed, bump == null ? Bump.PATCH : bump);
    }

    private static void refuse(String field, @Nullable Object given, List<FieldError> problems) {
        if (given != null) {
            problems.add(new FieldError(field, "'" + field + "' is not available in this version; leave it out."));
        }
    }

    private @Nullable TrainerSpec spec(Task task, List<FieldError> problems) {
        if (trainer == null || !(trainer.get("type") instanceof String type)) {
            problems.add(
                    new FieldError("trainer.type", "Say which trainer; for " + task + " there is " + fitting(task)));
            return null;
        }
        try {
            if (!Trainers.byType(type).tasks().contains(task)) {
                problems.add(
                        new FieldError("trainer.type", type + " does not learn " + task + "; use " + fitting(task)));
                return null;
            }
            Map<String, Object> values = new TreeMap<>(trainer);
            values.remove("type");
            return Trainers.spec(type, values);
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    private static String fitting(Task task) {
        List<String> types = Trainers.all().stream()
                .filter(trainer -> trainer.tasks().contains(task))
                .map(Trainer::type)
                .toList();
        return types.isEmpty() ? "none." : String.join(", ", types) + ".";
    }

    private double holdout(List<FieldError> problems) {
        if (validation == null) {
            return HOLDOUT;
        }
        if (validation.folds() != null) {
            problems.add(new FieldError(
                    "validation.folds", "Cross-validation is not available in this version; use {\"holdout\":0.2}."));
            return HOLDOUT;
        }
        Double share = validation.holdout();
        if (share == null || !(share >= LEAST_HOLDOUT && share <= MOST_HOLDOUT)) {
            problems.add(new FieldError(
                    "validation.holdout",
                    "holdout is the share of rows that evaluate the model: " + LEAST_HOLDOUT + " to " + MOST_HOLDOUT
                            + "."));
            return HOLDOUT;
        }
        return share;
    }

    private Map<String, Gate> gates(Task task, List<FieldError> problems) {
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
