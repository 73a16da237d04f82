package org.modelyard.ml.search;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Rows;

/** Every point of the grid once, shuffled: a search whose time is over has then seen all parts of it. */
final class GridSearch implements Search {

    private final SearchSpace space;
    private final int[] order;

    GridSearch(SearchSpace space, long seed) {
        this.space = space;
        this.order = Rows.shuffled(Math.toIntExact(space.gridSize()), new SplittableRandom(seed));
    }

    @Override
    public Optional<Trial> next(List<Trial> history) {
        int number = new History(history).nextNumber();
        return number > order.length
                ? Optional.empty()
                : Optional.of(Trial.start(number, space.gridPoint(order[number - 1]), null));
    }
}
