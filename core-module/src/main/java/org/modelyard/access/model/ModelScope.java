package org.modelyard.access.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/**
 * Which models a caller may ask: all, or those that are listed.
 *
 * @param listed names; null for all. Of a token and a user whose lists have nothing in common it is empty: then none may be asked
 */
public record ModelScope(@Nullable Set<String> listed) {

    /** Nobody has listed any. */
    public static final ModelScope ALL = new ModelScope(null);

    /** Names on one list. */
    public static final int MOST = 100;

    public ModelScope {
        listed = listed == null ? null : Set.copyOf(listed);
    }

    /**
     * What somebody lists.
     *
     * @param names null or empty for all
     * @throws Refusal.Invalid when there are too many, or one is no name of a model
     */
    public static ModelScope of(@Nullable Collection<@Nullable String> names) {
        if (names == null || names.isEmpty()) {
            return ALL;
        }
        if (names.size() > MOST) {
            throw new Refusal.Invalid("models", "At most " + MOST + " models.");
        }
        Set<String> checked = new TreeSet<>();
        for (String name : names) {
            checked.add(Names.require("models", name == null ? "" : name));
        }
        return new ModelScope(checked);
    }

    /** As {@link #stored} writes it; null for all. */
    public static ModelScope parse(@Nullable String stored) {
        return stored == null ? ALL : new ModelScope(Set.of(stored.split("\n", -1)));
    }

    /** One name a line, sorted; null for all. */
    public @Nullable String stored() {
        return listed == null ? null : String.join("\n", names());
    }

    public boolean allows(String model) {
        return listed == null || listed.contains(model);
    }

    /** Whether all that this one allows is allowed by the other. */
    public boolean within(ModelScope other) {
        Set<String> most = other.listed;
        return most == null || listed != null && most.containsAll(listed);
    }

    /** What both allow. */
    public ModelScope and(ModelScope other) {
        Set<String> mine = listed;
        Set<String> theirs = other.listed;
        if (mine == null || theirs == null) {
            return mine == null ? other : this;
        }
        Set<String> both = new TreeSet<>(mine);
        both.retainAll(theirs);
        return new ModelScope(both);
    }

    /** Sorted; empty for all. */
    public List<String> names() {
        return listed == null ? List.of() : List.copyOf(new TreeSet<>(listed));
    }

    /** For people. */
    @Override
    public String toString() {
        return listed == null ? "all models" : "models " + String.join(", ", names());
    }
}
