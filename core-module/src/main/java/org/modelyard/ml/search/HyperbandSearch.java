package org.modelyard.ml.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.modelyard.ml.search.Bracket.Rung;

/**
 * Hyperband (Li et al. 2018): brackets of successive halving that trade many configurations against many epochs. Bracket by bracket and
 * rung by rung; a rung waits for all of the one before, and meanwhile the next bracket begins, so that parallel trials are not idle. A
 * promoted configuration is a new trial with more epochs, which says whose checkpoint it may go on from.
 */
final class HyperbandSearch implements Search {

    private final SearchPlan plan;
    private final long seed;
    private final List<Bracket> brackets;

    HyperbandSearch(SearchPlan plan, long seed) {
        this.plan = plan;
        this.seed = seed;
        SearchPlan.Halving halving = Objects.requireNonNull(plan.halving(), "a plan for Hyperband");
        this.brackets = Bracket.within(plan.trials(), halving.epochs(), halving.eta());
    }

    @Override
    public Optional<Trial> next(List<Trial> history) {
        History past = new History(history);
        for (int bracket = 0; bracket < brackets.size(); bracket++) {
            Optional<Trial> found = next(past, bracket);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Trial> next(History past, int bracket) {
        List<Rung> rungs = brackets.get(bracket).rungs();
        List<Trial> below = List.of();
        for (int rung = 0; rung < rungs.size(); rung++) {
            List<Trial> there = trials(past, bracket, rung);
            Optional<Trial> found = rung == 0
                    ? begin(past, bracket, rungs.get(0), there)
                    : promote(past, bracket, rung, rungs.get(rung), below, there);
            if (found.isPresent() || there.stream().anyMatch(Trial::running)) {
                return found;
            }
            below = there;
        }
        return Optional.empty();
    }

    private Optional<Trial> begin(History past, int bracket, Rung rung, List<Trial> there) {
        if (there.size() >= rung.configurations()) {
            return Optional.empty();
        }
        Set<Map<String, Object>> tried = new HashSet<>();
        there.forEach(trial -> tried.add(trial.hyperparameters()));
        int number = past.nextNumber();
        SearchSpace space = plan.space();
        return History.fresh(space, tried, History.random(seed, number), space::draw)
                .map(point -> Trial.start(number, point, new Stage(bracket, 0, rung.epochs(), 0)));
    }

    /** The best of the rung below that has not been promoted; all of that rung have ended. */
    private Optional<Trial> promote(
            History past, int bracket, int rung, Rung wanted, List<Trial> below, List<Trial> there) {
        Set<Integer> promoted = new HashSet<>();
        for (Trial trial : there) {
            if (trial.stage() != null) {
                promoted.add(trial.stage().from());
            }
        }
        return plan.ranked(below).stream()
                .limit(wanted.configurations())
                .filter(trial -> !promoted.contains(trial.number()))
                .findFirst()
                .map(trial -> Trial.start(
                        past.nextNumber(),
                        trial.hyperparameters(),
                        new Stage(bracket, rung, wanted.epochs(), trial.number())));
    }

    private static List<Trial> trials(History past, int bracket, int rung) {
        return past.trials().stream()
                .filter(trial -> trial.stage() != null
                        && trial.stage().bracket() == bracket
                        && trial.stage().rung() == rung)
                .toList();
    }
}
