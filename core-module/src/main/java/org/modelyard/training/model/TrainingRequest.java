package org.modelyard.training.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.search.SearchPlan;
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
 * @param validation how the model is evaluated; null: a holdout of 0.2, or ten folds where the recipe keeps their models
 * @param search for good hyperparameters among the rows that are learnt from, see {@link SearchPlan#parse}
 * @param gates by metric, and {@code examples}; null: the recipe's, or {@link RequestedGates#usual}; empty: none
 * @param seed 42 when null
 * @param bump PATCH when null; a model's first version is 1.0.0 whatever it says
 * @param window how far back examples are taken from, e.g. {@code P180D}, by when they came; null: all. Not with a snapshot
 * @param start whether the job is queued at once; null: yes
 * @param priority 0 to 9, 5 when null: the higher, the sooner it is taken from the queue
 * @param timeout the longest it may run, e.g. {@code PT30M}; null, or more than the server allows: as long as that
 * @param decision calibration and threshold, found on rows that neither the fit nor the evaluation sees; null: none. A threshold
 *     by COST without costs takes those that are declared for the model
 * @param startFrom version of the model that the fit goes on from, with the rows that it has not learnt from; null: from nothing
 * @param weights of the rows, see {@link RowWeighting#parse}; null: all the same
 * @param executor LOCAL, in the server, or PROCESS, in one of its own; null: LOCAL
 * @param deployment of a version that passes its gates; null: none
 * @param slices of the evaluation by name and condition, see {@link DeclaredSlice#parse}; null: only those that are found
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
        @Nullable Map<String, Object> decision,
        @Nullable String startFrom,
        @Nullable Map<String, Object> weights,
        @Nullable String executor,
        @Nullable Deployment deployment,
        @Nullable List<Map<String, Object>> slices) {

    private static final long SEED = 42;
    private static final int HIGHEST_PRIORITY = 9;
    private static final int PRIORITY = 5;
    /** Of a recipe that keeps their models. */
    private static final int FOLDS = 10;

    /** What a metric must reach: one of them at least. */
    public record Bounds(@Nullable Double min, @Nullable Double max) {}

    /** Where the version serves at once. */
    public record Deployment(@Nullable String environment) {}

    public boolean starts() {
        return start == null || start;
    }

    /**
     * Every choice made and checked against the dataset's schema.
     *
     * @throws Refusal.Invalid naming all that is wrong
     */
    public TrainingPlan plan(Schema schema) {
        return plan(schema, ModelBusiness.NONE);
    }

    /** @param business what is declared for the model */
    public TrainingPlan plan(Schema schema, ModelBusiness business) {
        List<FieldError> problems = new ArrayList<>();
        RequestedTrainer asked = RequestedTrainer.of(this, schema, problems);
        Recipe chosen = asked.recipe();
        TrainerSpec spec = asked.spec();
        SearchPlan trials = spec == null ? null : RequestedTrainer.trials(search, spec, schema.task(), problems);
        FeatureChoice choice = features == null ? FeatureChoice.all() : features;
        problems.addAll(choice.problems(schema));
        checkSlices(schema, choice, problems);
        boolean folds = chosen != null && chosen.keeps().contains(Recipe.Kept.FOLDS);
        Validation usual = folds ? Validation.crossValidated(FOLDS) : Validation.DEFAULT;
        Validation evaluated = validation == null ? usual : validation;
        problems.addAll(evaluated.problems(schema));
        Map<String, Gate> checked = gates(chosen, schema.task(), problems);
        Duration back = RequestedDuration.checked("window", window, problems);
        Duration longest = RequestedDuration.checked("timeout", timeout, problems);
        business.check(checked.keySet(), schema.task(), problems);
        Map<String, Object> decided = business.settled(decision, problems);
        problems.addAll(decisionProblems(decided, schema.task()));
        TrainingConditions conditions = conditions(schema, evaluated, spec, problems);
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
                decided,
                back == null ? null : back.toSeconds(),
                checked,
                seed == null ? SEED : seed,
                bump == null ? Bump.PATCH : bump,
                priority == null ? PRIORITY : priority,
                longest == null ? null : longest.toSeconds(),
                conditions);
    }

    private Map<String, Gate> gates(@Nullable Recipe chosen, Task task, List<FieldError> problems) {
        if (gates != null) {
            return RequestedGates.checked(gates, task, problems);
        }
        return chosen == null ? RequestedGates.usual(task) : chosen.gates();
    }

    private TrainingConditions conditions(
            Schema schema, Validation evaluated, @Nullable TrainerSpec spec, List<FieldError> problems) {
        if (startFrom != null) {
            goingOnProblems(evaluated, spec).forEach((field, message) -> problems.add(new FieldError(field, message)));
        }
        if (weights != null && spec != null && !Trainers.byType(spec.type()).weighted()) {
            problems.add(
                    new FieldError("weights", spec.type() + " takes every row for the same: leave 'weights' out."));
        }
        if (deployment != null && deployment.environment() == null) {
            problems.add(new FieldError("deployment.environment", "Say which environment."));
        }
        return new TrainingConditions(
                startFrom,
                RowWeighting.parse(weights, schema, problems),
                ExecutorKind.checked(executor, problems),
                deployment == null ? null : deployment.environment(),
                slices);
    }

    private void checkSlices(Schema schema, FeatureChoice choice, List<FieldError> problems) {
        try {
            DeclaredSlice.parse("slices", slices, choice.seen(schema));
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
        }
    }

    /** What does not go together with a version to go on from. */
    private Map<String, String> goingOnProblems(Validation evaluated, @Nullable TrainerSpec spec) {
        Map<String, String> problems = new TreeMap<>();
        if (search != null) {
            problems.put("search", "Hyperparameters are searched for from nothing: leave 'search' or 'startFrom' out.");
        }
        if (evaluated.folds() != null) {
            problems.put("validation.folds", "A version that is there is in every fold: hold rows out instead.");
        }
        if (spec != null && !Trainers.byType(spec.type()).goesOn()) {
            problems.put(
                    "startFrom", spec.type() + " cannot go on from a model: train anew, on the old rows and the new.");
        }
        return problems;
    }

    /**
     * The same request with what a version fixes for those that go on from it: its encoding, and its trainer where the request
     * does not say otherwise.
     *
     * @param version exact number
     * @param trainer type and values that the version was made with
     * @param seen the features that it sees
     */
    public TrainingRequest goingOn(String version, Map<String, Object> trainer, FeatureChoice seen) {
        if (features != null) {
            throw new Refusal.Invalid(
                    "features", "The version " + version + " fixes its features: leave 'features' out.");
        }
        if (recipe != null) {
            throw new Refusal.Invalid("recipe", "The version " + version + " fixes how it learns: leave 'recipe' out.");
        }
        Map<String, Object> values = new TreeMap<>(trainer);
        if (this.trainer != null) {
            Object type = this.trainer.getOrDefault("type", trainer.get("type"));
            if (!Objects.equals(type, trainer.get("type"))) {
                throw new Refusal.Invalid(
                        "trainer.type",
                        "The version " + version + " was trained by " + trainer.get("type") + ": leave the type out.");
            }
            values.putAll(this.trainer);
        }
        return new TrainingRequest(
                model,
                dataset,
                snapshot,
                values,
                null,
                new FeatureChoice(seen.include(), seen.exclude()),
                validation,
                search,
                gates,
                seed,
                bump,
                window,
                start,
                priority,
                timeout,
                decision,
                version,
                weights,
                executor,
                deployment,
                slices);
    }

    private static List<FieldError> decisionProblems(@Nullable Map<String, Object> decision, Task task) {
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
}
