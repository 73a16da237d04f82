package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, Algorithms for Hyper-Parameter Optimization, 2011, section 4): after
 * random trials to begin with, the finished ones are parted into a good share and the rest; of candidates drawn where good ones are
 * dense, each dimension takes the one where the ratio of the two densities, and with it the expected improvement, is largest. Trials that
 * failed, were stopped early or still run count among the rest, which keeps parallel trials apart.
 */
final class TpeSearch implements Search {

    /** Finished trials before the estimator is asked. */
    static final int STARTUP = 10;
    /** The good ones' share, as in the paper. */
    private static final double GOOD = 0.15;

    private static final int CANDIDATES = 24;

    private final SearchPlan plan;
    private final long seed;

    TpeSearch(SearchPlan plan, long seed) {
        this.plan = plan;
        this.seed = seed;
    }

    @Override
    public Optional<Trial> next(List<Trial> history) {
        History past = new History(history);
        int number = past.nextNumber();
        if (number > plan.trials()) {
            return Optional.empty();
        }
        List<Trial> ranked = plan.ranked(past.trials());
        SearchSpace space = plan.space();
        SplittableRandom random = History.random(seed, number);
        Optional<Map<String, Object>> point = ranked.size() < STARTUP
                ? past.fresh(space, random, space::draw)
                : past.fresh(space, random, new Estimator(space, past.trials(), ranked)::propose);
        return point.map(values -> Trial.start(number, values, null));
    }

    /** The two densities of each dimension. */
    private static final class Estimator {
        private final SearchSpace space;
        private final List<Density> good = new ArrayList<>();
        private final List<Density> rest = new ArrayList<>();

        Estimator(SearchSpace space, List<Trial> trials, List<Trial> ranked) {
            this.space = space;
            List<Trial> best = ranked.subList(0, (int) Math.ceil(GOOD * ranked.size()));
            List<double[]> goodPlaces = places(best);
            Set<Integer> chosen = best.stream().map(Trial::number).collect(Collectors.toSet());
            List<double[]> restPlaces = places(trials.stream()
                    .filter(trial -> !chosen.contains(trial.number()))
                    .toList());
            for (int d = 0; d < space.dimensions().size(); d++) {
                int column = d;
                Dimension dimension = space.dimensions().get(d);
                good.add(Density.of(
                        dimension,
                        goodPlaces.stream().mapToDouble(row -> row[column]).toArray()));
                rest.add(Density.of(
                        dimension,
                        restPlaces.stream().mapToDouble(row -> row[column]).toArray()));
            }
        }

        private List<double[]> places(List<Trial> trials) {
            return trials.stream()
                    .map(trial -> space.places(trial.hyperparameters()))
                    .toList();
        }

        Map<String, Object> propose(SplittableRandom random) {
            Map<String, Object> point = new LinkedHashMap<>();
            for (int d = 0; d < space.dimensions().size(); d++) {
                Dimension dimension = space.dimensions().get(d);
                point.put(dimension.name(), propose(dimension, good.get(d), rest.get(d), random));
            }
            return Collections.unmodifiableMap(point);
        }

        private static Object propose(Dimension dimension, Density good, Density rest, SplittableRandom random) {
            Object best = dimension.at(good.draw(random));
            double bestRatio = ratio(dimension, best, good, rest);
            for (int i = 1; i < CANDIDATES; i++) {
                Object candidate = dimension.at(good.draw(random));
                double ratio = ratio(dimension, candidate, good, rest);
                if (ratio > bestRatio) {
                    bestRatio = ratio;
                    best = candidate;
                }
            }
            return best;
        }

        private static double ratio(Dimension dimension, Object value, Density good, Density rest) {
            double place = dimension.place(value);
            return good.log(place) - rest.log(place);
        }
    }
}
