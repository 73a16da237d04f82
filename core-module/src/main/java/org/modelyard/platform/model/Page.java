package org.modelyard.platform.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list in a stated, stable order.
 *
 * @param next the cursor of the next page, or null when this is the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * From a query that asked for one row more than the limit: whether there is a next page is then known without
     * counting.
     */
    public static <E, T> Page<T> of(List<E> rows, PageRequest request, ToLongFunction<E> id, Function<E, T> view) {
        boolean more = rows.size() > request.limit();
        List<E> shown = more ? rows.subList(0, request.limit()) : rows;
        List<T> items = new ArrayList<>(shown.size());
        shown.forEach(row -> items.add(view.apply(row)));
        String next = more ? PageRequest.cursorAfter(id.applyAsLong(shown.get(shown.size() - 1))) : null;
        return new Page<>(items, next);
    }
}
