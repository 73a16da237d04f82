package org.modelyard.ml.score;

import org.jspecify.annotations.Nullable;

/** One question to a scorer: until when and about whom; and what the scorer says of how it came to its answer. For one thread. */
public final class Asking {

    private final Deadline deadline;
    private final @Nullable String attributes;
    private @Nullable String by;
    private @Nullable String because;

    /** @param attributes JSON object of plain values: what the caller says about the unit; null: nothing */
    public Asking(Deadline deadline, @Nullable String attributes) {
        this.deadline = deadline;
        this.attributes = attributes;
    }

    public Deadline deadline() {
        return deadline;
    }

    public @Nullable String attributes() {
        return attributes;
    }

    /**
     * Said by a scorer that asks others.
     *
     * @param who has answered
     * @param why that one
     */
    public void answered(String who, String why) {
        by = who;
        because = why;
    }

    /** Who has answered, where the scorer has asked others; else null. */
    public @Nullable String by() {
        return by;
    }

    /** Why that one; null as {@link #by} is. */
    public @Nullable String because() {
        return because;
    }
}
