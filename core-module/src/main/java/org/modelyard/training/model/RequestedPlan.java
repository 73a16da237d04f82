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
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** From a request to a plan: each choice that it leaves open is made, and what is wrong with the others is gathered. */
final class RequestedPlan {

    private static final long SEED = 42;
    private static final int HIGHEST_PRIORITY = 9;
    private static final int PRIORITY = 5;
    /** Of a recipe that keeps their models. */
    private static final int FOLDS = 10;

    private final TrainingRequest request;
    private final Schema schema;
    private final ModelBusiness business;
    private final List<FieldError> problems = new ArrayList<>();

    RequestedPlan(TrainingRequest request, Schema schema, ModelBusiness business) {
        this.request = request;
        this.schema = schema;
        this.business = business;
    }

    /** @throws Refusal.Invalid naming all that is wrong */
    TrainingPlan plan() {
        RequestedTrainer asked = RequestedTrainer.of(request, schema, problems);
        Recipe chosen = asked.recipe();
        TrainerSpec spec = asked.spec();
        SearchPlan trials =
                spec == null ? null : RequestedTrainer.trials(request.search(), spec, schema.task(), problems);
        List<String> outputs = Outputs.checked(request, schema, problems);
        if (spec != null) {
            Outputs.checkTrainer(spec, schema, outputs, problems);
        }
        FeatureChoice choice = features(outputs);
        Validation evaluated = validation(chosen);
        Map<String, Gate> gates = gates(chosen, outputs);
        Duration back = RequestedDuration.checked("window", request.window(), problems);
        Duration longest = RequestedDuration.checked("timeout", request.timeout(), problems);
        business.check(gates.keySet(), schema.task(), problems);
        Map<String, Object> decision = business.settled(request.decision(), problems);
        problems.addAll(decisionProblems(decision));
        TrainingConditions conditions = conditions(evaluated, spec);
        checkWhenAndWhence();
        if (spec == null || !problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        return new TrainingPlan(
                spec,
                choice,
                outputs,
                chosen == null ? null : chosen.name(),
                evaluated.holdout() == null ? 0 : evaluated.holdout(),
                evaluated.folds() == null ? 0 : evaluated.folds(),
                evaluated.groupBy(),
                evaluated.orderBy(),
                trials,
                decision,
                back == null ? null : back.toSeconds(),
                gates,
                request.seed() == null ? SEED : request.seed(),
                request.bump(),
                request.priority() == null ? PRIORITY : request.priority(),
                longest == null ? null : longest.toSeconds(),
                conditions);
    }

    private FeatureChoice features(List<String> outputs) {
        FeatureChoice choice = request.features() == null ? FeatureChoice.all() : request.features();
        List<FieldError> wrong = choice.problems(schema);
        problems.addAll(wrong);
        Schema inputs = Outputs.inputs(schema, outputs);
        Schema seen = choice.seen(inputs);
        if (wrong.isEmpty() && seen.features().isEmpty()) {
            problems.add(new FieldError("outputs", "Every feature is an output: none is left to learn from."));
        }
        try {
            DeclaredSlice.parse("slices", request.slices(), seen);
        } catch (Refusal.Invalid e) {
            problems.addAll(e.errors());
        }
        return choice;
    }

    private Validation validation(@Nullable Recipe chosen) {
        // who goes on has no folds: a version that is there is in each of them
        boolean folds = chosen != null && chosen.keeps().contains(Recipe.Kept.FOLDS) && request.startFrom() == null;
        Validation usual = folds ? Validation.crossValidated(FOLDS) : Validation.DEFAULT;
        Validation evaluated = request.validation() == null ? usual : request.validation();
        problems.addAll(evaluated.problems(schema));
        return evaluated;
    }

    private Map<String, Gate> gates(@Nullable Recipe chosen, List<String> outputs) {
        if (request.gates() != null) {
            return RequestedGates.checked(request.gates(), schema, outputs, problems);
        }
        return chosen == null ? Gates.usual(schema.task()) : chosen.gates();
    }

    private TrainingConditions conditions(Validation evaluated, @Nullable TrainerSpec spec) {
        if (request.startFrom() != null) {
            goingOnProblems(evaluated, spec).forEach((field, message) -> problems.add(new FieldError(field, message)));
        }
        if (request.weights() != null
                && spec != null
                && !Trainers.byType(spec.type()).weighted()) {
            problems.add(
                    new FieldError("weights", spec.type() + " takes every row for the same: leave 'weights' out."));
        }
        TrainingRequest.Deployment deployment = request.deployment();
        if (deployment != null && deployment.environment() == null) {
            problems.add(new FieldError("deployment.environment", "Say which environment."));
        }
        return new TrainingConditions(
                request.startFrom(),
                RowWeighting.parse(request.weights(), schema, problems),
                ExecutorKind.checked(request.executor(), problems),
                deployment == null ? null : deployment.environment(),
                request.slices());
    }

    private void checkWhenAndWhence() {
        if (request.window() != null && request.snapshot() != null) {
            problems.add(new FieldError("window", "A snapshot's rows are fixed: give 'window' or 'snapshot'."));
        }
        Integer priority = request.priority();
        if (priority != null && (priority < 0 || priority > HIGHEST_PRIORITY)) {
            problems.add(new FieldError("priority", "priority is a whole number from 0 to " + HIGHEST_PRIORITY + "."));
        }
    }

    /** What does not go together with a version to go on from. */
    private Map<String, String> goingOnProblems(Validation evaluated, @Nullable TrainerSpec spec) {
        Map<String, String> wrong = new TreeMap<>();
        if (request.search() != null) {
            wrong.put("search", "Hyperparameters are searched for from nothing: leave 'search' or 'startFrom' out.");
        }
        if (evaluated.folds() != null) {
            wrong.put("validation.folds", "A version that is there is in every fold: hold rows out instead.");
        }
        if (spec != null && !Trainers.byType(spec.type()).goesOn()) {
            wrong.put(
                    "startFrom", spec.type() + " cannot go on from a model: train anew, on the old rows and the new.");
        }
        return wrong;
    }

    private List<FieldError> decisionProblems(@Nullable Map<String, Object> decision) {
        if (decision == null) {
            return List.of();
        }
        if (schema.task() != Task.CLASSIFICATION) {
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
