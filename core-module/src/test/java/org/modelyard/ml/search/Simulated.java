package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Trainers;

/** Plans over logistic regression's hyperparameters, and searches run to their end against a function. */
final class Simulated {

    /** Learning rate and L2 by their logarithms, a whole number, and a choice. */
    static final Map<String, Object> SPACE = Map.of(
            "learningRate", Map.of("min", 1e-4, "max", 100, "scale", "LOG"),
            "l2", Map.of("min", 1e-8, "max", 1, "scale", "log"),
            "patience", Map.of("min", 1, "max", 50),
            "wordNgrams", Map.of("values", List.of(1, 2, 3)));

    private Simulated() {}

    static SearchPlan plan(Object... fields) {
        Map<String, Object> document = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            document.put((String) fields[i], fields[i + 1]);
        }
        return SearchPlan.parse(
                document,
                Task.CLASSIFICATION,
                Trainers.byType("logistic-regression").hyperparameters(),
                SPACE);
    }

    /** A bowl with its bottom, 0, at 0.1, 1e-4, 12 and 2. */
    static double bowl(Trial trial) {
        double rate = Math.log10(number(trial, "learningRate")) + 1;
        double l2 = Math.log10(number(trial, "l2")) + 4;
        double patience = (number(trial, "patience") - 12) / 10;
        double words = number(trial, "wordNgrams") == 2 ? 0 : 0.5;
        return rate * rate / 2 + l2 * l2 / 5 + patience * patience + words;
    }

    static double number(Trial trial, String name) {
        return ((Number) Objects.requireNonNull(trial.hyperparameters().get(name))).doubleValue();
    }

    static Stage stage(Trial trial) {
        return Objects.requireNonNull(trial.stage());
    }

    /** Runs to the end, so many trials at a time; which of them ends first is drawn. */
    static List<Trial> run(Search search, int parallel, long seed, Function<Trial, Outcome> outcome) {
        SplittableRandom order = new SplittableRandom(seed);
        List<Trial> history = new ArrayList<>();
        List<Integer> running = new ArrayList<>();
        while (true) {
            Optional<Trial> next = Optional.empty();
            while (running.size() < parallel && (next = search.next(history)).isPresent()) {
                running.add(history.size());
                history.add(next.get());
            }
            if (running.isEmpty()) {
                return history;
            }
            int ended = running.remove(order.nextInt(running.size()));
            history.set(ended, history.get(ended).ended(outcome.apply(history.get(ended))));
        }
    }

    static List<Trial> run(SearchPlan plan, long seed) {
        return run(Search.of(plan, seed), 1, seed, trial -> new Outcome.Finished(bowl(trial)));
    }
}
