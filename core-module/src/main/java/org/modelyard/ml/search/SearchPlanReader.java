package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.search.SearchPlan.Halving;
import org.modelyard.ml.search.SearchPlan.Method;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Texts;

/** Reads {@link SearchPlan}s from requests. */
final class SearchPlanReader {

    private static final int TRIALS = 30;
    private static final int MOST_TRIALS = 10_000;
    private static final double MOST_MINUTES = 7 * 24 * 60;
    private static final int MOST_PARALLEL = 64;
    private static final int FOLDS = 3;
    private static final int MOST_FOLDS = 20;
    private static final double LEAST_HOLDOUT = 0.01;
    private static final double MOST_HOLDOUT = 0.9;
    private static final int ETA = 3;
    private static final int MOST_ETA = 10;
    /** Hyperparameters that bound a trainer's steps: it has one of them, or learns in a single step. */
    private static final List<String> RESOURCES = List.of("epochs", "rounds", "trees");

    private final Task task;
    private final List<Hyperparameter> declared;
    private final Map<String, ?> preset;
    private final List<FieldError> errors = new ArrayList<>();

    SearchPlanReader(Task task, List<Hyperparameter> declared, Map<String, ?> preset) {
        this.task = task;
        this.declared = declared;
        this.preset = preset;
    }

    SearchPlan read(Map<String, ?> document) {
        Fields fields = Fields.of("search", document, errors);
        Method method = fields.choice("method", Method.class, Method.TPE);
        boolean counted = fields.has("trials");
        int trials = fields.integer("trials", 1, MOST_TRIALS, TRIALS);
        Double minutes = fields.number("minutes", 0.1, MOST_MINUTES);
        Optional<Measure> measure = measure(fields);
        Map<?, ?> given = fields.object("space");
        SearchSpace space = SpaceReader.read(given.isEmpty() ? preset : given, declared, errors);
        int parallel = fields.integer("parallel", 1, MOST_PARALLEL, 1);
        boolean parted = fields.has("folds");
        int folds = fields.integer("folds", 2, MOST_FOLDS, FOLDS);
        Double holdout = fields.number("holdout", LEAST_HOLDOUT, MOST_HOLDOUT);
        if (parted && holdout != null) {
            fields.refuse("holdout", "Give 'folds' or 'holdout', not both.");
        }
        boolean pruning = fields.flag("pruning", method != Method.HYPERBAND);
        Halving halving = null;
        if (method == Method.HYPERBAND) {
            halving = halving(fields, space);
            if (pruning) {
                fields.refuse("pruning", "Hyperband stops trials by its own rule; leave 'pruning' out.");
            }
        }
        fields.end();
        if (method == Method.GRID && space != null) {
            trials = grid(fields, space, counted ? trials : SearchPlan.MOST_POINTS);
        }
        if (space == null || measure.isEmpty() || !errors.isEmpty()) {
            Fields.check(errors);
            throw new IllegalStateException("a plan without space or metric, and without error");
        }
        return new SearchPlan(
                method,
                trials,
                minutes,
                measure.get().name(),
                measure.get().goal(),
                space,
                parallel,
                holdout == null ? folds : null,
                holdout,
                pruning,
                halving);
    }

    private Optional<Measure> measure(Fields fields) {
        String given = fields.text("metric");
        String name = given == null ? task == Task.REGRESSION ? "rmse" : "f1Macro" : given;
        Optional<Measure> measure = Measures.find(name)
                .filter(found -> found.of(task) && !found.business())
                .filter(found -> found.goal() != Measure.Goal.NONE);
        if (measure.isEmpty()) {
            fields.refuse(
                    "metric",
                    "'" + Texts.brief(name) + "' does not judge a model for " + task + "; there are "
                            + String.join(
                                    ", ",
                                    Measures.names(task).stream()
                                            .filter(one -> Measures.find(one)
                                                    .map(found -> found.goal() != Measure.Goal.NONE)
                                                    .orElse(false))
                                            .toList())
                            + ".");
        }
        return measure;
    }

    /** @return the number of trials */
    private static int grid(Fields fields, SearchSpace space, int most) {
        long points = space.gridSize();
        if (points > SearchPlan.MOST_POINTS) {
            fields.refuse(
                    "space",
                    "The grid has more than " + SearchPlan.MOST_POINTS
                            + " points: take fewer values or steps, or another method.");
        } else if (points > most) {
            fields.refuse(
                    "trials",
                    "The grid has " + points + " points and " + most
                            + " trials are allowed: raise 'trials', leave it out, or take fewer values.");
        }
        return (int) Math.min(points, most);
    }

    private @Nullable Halving halving(Fields fields, @Nullable SearchSpace space) {
        int eta = fields.integer("eta", 2, MOST_ETA, ETA);
        Optional<Hyperparameter> resource = declared.stream()
                .filter(hyperparameter -> RESOURCES.contains(hyperparameter.name()))
                .findFirst();
        if (resource.isEmpty()) {
            fields.take("epochs");
            fields.refuse(
                    "method", "This trainer learns in a single step, so Hyperband has nothing to allot; use TPE.");
            return null;
        }
        Hyperparameter steps = resource.get();
        int epochs = fields.integer(
                "epochs", Math.max(2, (int) steps.min()), (int) steps.max(), ((Number) steps.presetValue()).intValue());
        if (space != null
                && space.dimensions().stream()
                        .anyMatch(dimension -> dimension.name().equals(steps.name()))) {
            fields.refuse(
                    "space." + steps.name(),
                    "Hyperband chooses '" + steps.name() + "' itself; leave it out and give 'epochs'.");
        }
        return new Halving(steps.name(), epochs, eta);
    }
}
