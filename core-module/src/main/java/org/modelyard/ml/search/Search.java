package org.modelyard.ml.search;

import java.util.List;
import java.util.Optional;

/**
 * Says what to try next. It remembers nothing: the answer follows from the plan, the seed and the trials so far, so that a search may
 * be cut off and asked again, by another process too. It knows no time: a caller whose minutes are over stops asking.
 */
public interface Search {

    /**
     * The next trial, running. Empty when there is none now: while a trial runs, ask again when one has ended; when none runs, the
     * search is over.
     *
     * @param history every trial so far, once, with its latest outcome, in any order; those that run in parallel count
     */
    Optional<Trial> next(List<Trial> history);

    static Search of(SearchPlan plan, long seed) {
        return switch (plan.method()) {
            case GRID -> new GridSearch(plan.space(), seed);
            case RANDOM -> new RandomSearch(plan.space(), plan.trials(), seed);
            case TPE -> new TpeSearch(plan, seed);
            case HYPERBAND -> new HyperbandSearch(plan, seed);
        };
    }
}
