package org.modelyard.training.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.ml.train.Trainer;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;

/**
 * What a client asks for. Null leaves a choice to the server.
 *
 * @param model name of the model that gets a version
 * @param dataset name
 * @param snapshot id; null: one is made of the dataset as it is when the job runs
 * @param trainer {@code type} and hyperparameters
 * @param recipe name, see {@link Recipes}: trainer, encoding and gates for a purpose, where the request does not say its own
 * @param validation how the model is evaluated; null: a holdout of 0.2
 * @param search for good hyperparameters among the rows that are learnt from, see {@link SearchPlan#parse}
 * @param gates by metric
 * @param seed 42 when null
 * @param bump PATCH when null; a model's first version is 1.0.0 whatever it says
 * @param window how far back examples are taken from, e.g. {@code P180D}, by when they came; null: all. Not with a snapshot
 * @param start whether the job is queued at once; null: yes
 * @param priority 0 to 9, 5 when null: the higher, the sooner it is taken from the queue
 * @param timeout the longest it may run, e.g. {@code PT30M}; null, or more than the server allows: as long as that
 * @param decision calibration and threshold, found on rows that neither the fit nor the evaluation sees; null: none
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
        @Nullable Boolean start,
        @Nullable Integer priority,
        @Nullable String timeout,
        @Nullable Map<String, Object> decision) {

    private static final long SEED = 42;
    private static final int HIGHEST_PRIORITY = 9;
    private static final int PRIORITY = 5;

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
        Recipe chosen = recipe(schema, problems);
        TrainerSpec spec = chosen == null ? spec(schema.task(), problems) : spec(chosen, problems);
        SearchPlan trials = spec == null ? null : trials(spec, schema.task(), problems);
        FeatureChoice choice = features == null ? FeatureChoice.all() : features;
        problems.addAll(choice.problems(schema));
        Validation evaluated = validation == null ? Validation.DEFAULT : validation;
        problems.addAll(evaluated.problems(schema));
        Map<String, Gate> checked = gates == null && chosen != null
                ? chosen.gates()
                : RequestedGates.checked(gates, schema.task(), problems);
        Duration back = RequestedDuration.checked("window", window, problems);
        Duration longest = RequestedDuration.checked("timeout", timeout, problems);
        problems.addAll(decisionProblems(schema.task()));
        if (window != null && snapshot != null) {
            problems.add(new FieldError("window", "A snapshot's rows are fixed: give 'window' or 'snapshot'."));
        }
        if (priority != null && (priority < 0 || priority > HIGHEST_PRIORITY)) {
            problems.add(new FieldError("priority", "priority is a whole number from 0 to " + HIGHEST_PRIORITY + "."));
        }
        if (spec == null || !problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        return new TrainingPlan(
                spec,
                choice,
                chosen == null ? null : chosen.name(),
                evaluated.holdout() == null ? 0 : evaluated.holdout(),
                evaluated.folds() == null ? 0 : evaluated.folds(),
                evaluated.groupBy(),
                evaluated.orderBy(),
                trials,
                decision,
                back == null ? null : back.toSeconds(),
                checked,
                seed == null ? SEED : seed,
                bump == null ? Bump.PATCH : bump,
                priority == null ? PRIORITY : priority,
                longest == null ? null : longest.toSeconds());
    }

    private @Nullable SearchPlan trials(TrainerSpec spec, Task task, List<FieldError> problems) {
        if (search == null) {
            return null;
        }
        try {
            List<Hyperparameter> declared = Trainers.byType(spec.type()).hyperparameters();
            return SearchPlan.parse(search, task, declared, worthwhile(declared));
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    /** The space of a search that names none. */
    private static Map<String, Object> worthwhile(List<Hyperparameter> declared) {
        Map<String, Object> space = new TreeMap<>();
        for (Hyperparameter one : declared) {
            if (one.search().worthwhile()) {
                space.put(
                        one.name(),
                        one.options().isEmpty()
                                ? Map.of(
                                        "min", one.searchMin(),
                                        "max", one.searchMax(),
                                        "scale", one.scale().name())
                                : Map.of("values", one.options()));
            }
        }
        return space;
    }

    private List<FieldError> decisionProblems(Task task) {
        if (decision == null) {
            return List.of();
        }
        if (task != Task.CLASSIFICATION) {
            return List.of(new FieldError("decision", "Only labels have probabilities to calibrate and to decide on."));
        }
        try {
            return DecisionPlan.of(decision).decides()
                    ? List.of()
                    : List.of(new FieldError(
                            "decision", "Say 'calibration', 'threshold' or both, or leave 'decision' out."));
        } catch (Refusal.Invalid e) {
            return e.errors();
        }
    }

    private @Nullable Recipe recipe(Schema schema, List<FieldError> problems) {
        if (recipe == null) {
            return null;
        }
        try {
            Recipe found = Recipes.byName(recipe);
            problems.addAll(found.problems(schema));
            return found;
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
        }
    }

    /** The recipe's, with the hyperparameters that the request gives itself. */
    private @Nullable TrainerSpec spec(Recipe chosen, List<FieldError> problems) {
        Map<String, Object> overrides = new TreeMap<>(trainer == null ? Map.of() : trainer);
        Object type = overrides.remove("type");
        if (type != null && !type.equals(chosen.trainer())) {
            problems.add(new FieldError(
                    "trainer.type",
                    "The recipe '" + chosen.name() + "' trains with " + chosen.trainer()
                            + "; leave the type out, or the recipe."));
            return null;
        }
        try {
            return chosen.spec(overrides);
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
            return null;
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
}
