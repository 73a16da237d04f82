package org.modelyard.ml.search;

import java.util.List;
import java.util.Optional;

/** Points drawn evenly, none twice (Bergstra and Bengio 2012). */
record RandomSearch(SearchSpace space, int trials, long seed) implements Search {

    @Override
    public Optional<Trial> next(List<Trial> history) {
        History past = new History(history);
        int number = past.nextNumber();
        return number > trials
                ? Optional.empty()
                : past.fresh(space, History.random(seed, number), space::draw)
                        .map(point -> Trial.start(number, point, null));
    }
}
