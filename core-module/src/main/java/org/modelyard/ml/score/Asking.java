package org.modelyard.ml.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question to a scorer: until when and about whom; and what the scorer says of how it came to its answer. For one thread. */
public final class Asking {

    /** Nobody has told how many tokens there were. */
    public static final long UNTOLD = -1;

    /** More than anything writes or reads: who tells more has not told. */
    public static final long MOST_TOKENS = 100_000_000;

    private final Deadline deadline;
    private final @Nullable String attributes;
    private @Nullable String by;
    private @Nullable String because;
    private boolean elsewhere;
    private long inputTokens = UNTOLD;
    private long outputTokens = UNTOLD;
    private List<Tried> tried = List.of();

    /**
     * One that a scorer has asked in its own place.
     *
     * @param version its number
     * @param answered whether it gave an answer, counted or not
     */
    public record Tried(
            String model, String version, Signature signature, InputRow row, Asking asking, boolean answered) {}

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

    /**
     * Said by a scorer whose answer was made elsewhere.
     *
     * @param read tokens, by the other's word; {@link #UNTOLD}, or more than {@link #MOST_TOKENS}: it did not tell
     * @param written likewise
     */
    public void took(long read, long written) {
        elsewhere = true;
        inputTokens = told(read);
        outputTokens = told(written);
    }

    private static long told(long tokens) {
        return tokens < 0 || tokens > MOST_TOKENS ? UNTOLD : tokens;
    }

    /** Said by a scorer that asks others, of each. */
    public void tried(Tried one) {
        if (tried.isEmpty()) {
            tried = new ArrayList<>(2);
        }
        tried.add(one);
    }

    /** Whether the answer was made elsewhere. */
    public boolean elsewhere() {
        return elsewhere;
    }

    /** {@link #UNTOLD} when nobody has told. */
    public long inputTokens() {
        return inputTokens;
    }

    /** {@link #UNTOLD} when nobody has told. */
    public long outputTokens() {
        return outputTokens;
    }

    /** In the order in which they were asked; empty unless the scorer asks others. */
    public List<Tried> tried() {
        return tried;
    }
}
