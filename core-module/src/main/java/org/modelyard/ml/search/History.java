package org.modelyard.ml.search;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The trials so far, in the order of their numbers, and what strategies ask of them. */
final class History {

    /** Points drawn in the hope of a new one, before the untried ones are gone through. */
    private static final int DRAWS = 100;

    private final List<Trial> trials;
    private final Set<Map<String, Object>> tried = new HashSet<>();

    History(List<Trial> trials) {
        this.trials =
                trials.stream().sorted(Comparator.comparingInt(Trial::number)).toList();
        this.trials.forEach(trial -> tried.add(trial.hyperparameters()));
    }

    List<Trial> trials() {
        return trials;
    }

    int nextNumber() {
        return trials.isEmpty() ? 1 : trials.get(trials.size() - 1).number() + 1;
    }

    /** Numbers of its own for each trial, whatever was drawn for others. */
    static SplittableRandom random(long seed, int number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return new SplittableRandom(seed ^ z ^ (z >>> 31));
    }

    /** A point that no trial had; empty when all were tried. */
    Optional<Map<String, Object>> fresh(
            SearchSpace space, SplittableRandom random, Function<SplittableRandom, Map<String, Object>> draw) {
        return fresh(space, tried, random, draw);
    }

    /** A point that is not among those; empty when all are. */
    static Optional<Map<String, Object>> fresh(
            SearchSpace space,
            Set<Map<String, Object>> tried,
            SplittableRandom random,
            Function<SplittableRandom, Map<String, Object>> draw) {
        if (tried.size() >= space.size()) {
            return Optional.empty();
        }
        Map<String, Object> point = draw.apply(random);
        for (int i = 1; tried.contains(point) && i < DRAWS; i++) {
            point = draw.apply(random);
        }
        if (space.size() < Long.MAX_VALUE) {
            for (long index = 0; tried.contains(point); index++) {
                point = space.point(index);
            }
        }
        return Optional.of(point);
    }
}
