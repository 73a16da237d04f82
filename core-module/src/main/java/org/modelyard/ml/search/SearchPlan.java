package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.train.Hyperparameter;

/**
 * A search with every choice made. Made by {@link #parse}, which checks it.
 *
 * @param trials at most so many; for Hyperband so many configurations, and those promoted come on top
 * @param minutes after which no trial is begun; null for no limit
 * @param metric by which trials are compared
 * @param goal of the metric: never {@link Measure.Goal#NONE}
 * @param parallel so many trials may run at a time
 * @param folds each trial is measured by cross-validation in so many folds; null with {@code holdout}
 * @param holdout each trial is measured on this share of the training rows, 0-1; null with {@code folds}
 * @param pruning whether {@link MedianPruner} may stop trials
 * @param halving null but for Hyperband
 */
public record SearchPlan(
        Method method,
        int trials,
        @Nullable Double minutes,
        String metric,
        Measure.Goal goal,
        SearchSpace space,
        int parallel,
        @Nullable Integer folds,
        @Nullable Double holdout,
        boolean pruning,
        @Nullable Halving halving) {

    /** How points are chosen. */
    public enum Method {
        GRID,
        RANDOM,
        TPE,
        HYPERBAND
    }

    /**
     * What Hyperband allots.
     *
     * @param resource name of the trainer's hyperparameter that bounds its steps; each trial's is {@code epochs}, and the trial stops after the
     *     steps of its {@link Stage}
     * @param epochs R, the most steps
     * @param eta the share 1/eta is promoted, from 2
     */
    public record Halving(String resource, int epochs, int eta) {}

    /** A grid has at most so many points. */
    public static final int MOST_POINTS = 10_000;

    /**
     * Reads a request's {@code search}: {@code {"method","trials","minutes","metric","space","parallel","folds"|"holdout","pruning"}}, and for
     * Hyperband {@code "epochs"} and {@code "eta"}.
     *
     * @param declared the trainer's hyperparameters
     * @param preset the space when the request names none, as a request would write it; empty: it must name one
     * @throws org.modelyard.platform.model.Refusal.Invalid naming all that is wrong, e.g. {@code search.space.learningRate}
     */
    public static SearchPlan parse(
            Map<String, ?> document, Task task, List<Hyperparameter> declared, Map<String, ?> preset) {
        return new SearchPlanReader(task, declared, preset).read(document);
    }

    /** The finished trials, the best first; of equals the earlier. */
    public List<Trial> ranked(List<Trial> trials) {
        List<Trial> finished = new ArrayList<>(trials);
        finished.removeIf(trial -> !(trial.outcome() instanceof Outcome.Finished));
        finished.sort(
                Comparator.comparingDouble((Trial trial) -> loss(trial.score())).thenComparingInt(Trial::number));
        return finished;
    }

    /** What a score costs: the less, the better. */
    double loss(double score) {
        return switch (goal) {
            case HIGHER -> -score;
            case LOWER -> score;
            case ZERO -> Math.abs(score);
            case NONE -> throw new IllegalStateException(metric + " does not judge");
        };
    }

    public String toJson() {
        return SearchJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no plan */
    public static SearchPlan fromJson(String json) {
        return SearchJson.read(json, SearchPlan.class);
    }
}
