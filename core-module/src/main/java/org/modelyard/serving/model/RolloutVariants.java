package org.modelyard.serving.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What answers are called while a version is rolled out. Only these are compared: who names a version, or is asked by an experiment, could
 * not have got the other side, and is called otherwise.
 */
public final class RolloutVariants {

    /** What served before. */
    public static final String CHAMPION = "champion";

    /** What is rolled out. */
    public static final String CANDIDATE = "candidate";

    /** What is asked behind the caller's back. */
    public static final String SHADOW = "shadow";

    private static final Set<String> ALL = Set.of(CHAMPION, CANDIDATE, SHADOW);

    private RolloutVariants() {}

    /** Whether it is one of them. */
    public static boolean has(@Nullable String variant) {
        return variant != null && ALL.contains(variant);
    }
}
