package org.modelyard.registry.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Which models are looked for, and in which order. Null leaves a condition out; upper and lower case are the same.
 *
 * @param text anywhere in the name or the description
 * @param tag one of its own tags, whole
 * @param owner one of its owners, whole
 * @param stages one of its versions is in one of them; empty: any, and models without versions
 * @param byName in the order of the names instead of by age
 * @param descending the newest, or the last name, first
 */
public record ModelFilter(
        @Nullable String text,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable Task task,
        List<Stage> stages,
        boolean byName,
        boolean descending) {

    /** Newest first, all of them. */
    public static final ModelFilter ALL = new ModelFilter(null, null, null, null, List.of(), false, true);

    private static final String AGE = "createdAt";
    private static final String NAME = "name";

    public ModelFilter {
        stages = List.copyOf(stages);
    }

    /**
     * The same in an order, as a client says it.
     *
     * @param order {@code name} or {@code createdAt}, with a minus for the last or the newest first; null for {@code -createdAt}
     * @throws Refusal.Invalid when it is none of these
     */
    public ModelFilter sorted(@Nullable String order) {
        boolean down = order == null || order.startsWith("-");
        String by = order == null ? AGE : down ? order.substring(1) : order;
        if (!by.equals(AGE) && !by.equals(NAME)) {
            throw new Refusal.Invalid(
                    "sort",
                    "sort is name or createdAt, with a minus for the last or the newest first; '" + Texts.brief(by)
                            + "' is neither.");
        }
        return new ModelFilter(text, tag, owner, task, stages, by.equals(NAME), down);
    }
}
