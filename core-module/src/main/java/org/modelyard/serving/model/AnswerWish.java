package org.modelyard.serving.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;

/**
 * How the answers are wanted.
 *
 * @param topK classes whose scores are told, the highest first; 0: all, in the order of the labels
 * @param explain whether each answer is taken apart by inputs
 * @param time from the request's arrival, after which an answer is of no use; null: {@link #orUsual}
 */
public record AnswerWish(int topK, boolean explain, @Nullable Duration time) {

    /** Header that a deadline may stand in instead: the shorter of both counts. */
    public static final String DEADLINE = "Modelyard-Deadline";

    public static final AnswerWish PLAIN = new AnswerWish(0, false, null);

    /** Explaining costs several times an answer. */
    public static final int MOST_EXPLAINED = 100;

    private static final int MOST_CLASSES = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofSeconds(30);

    public AnswerWish {
        if (topK < 0 || topK > MOST_CLASSES) {
            throw new Refusal.Invalid("topK", "This is a whole number from 1 to " + MOST_CLASSES + ".");
        }
        if (time != null && (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0)) {
            throw new Refusal.Invalid("deadline", "This is a time above 0, of at most " + LONGEST + ".");
        }
    }

    /** The one that was named; else the usual one, so that what hangs does not hold a place for good. */
    public static Deadline orUsual(Deadline named, long startNanos) {
        return named.set() ? named : Deadline.after(startNanos, USUAL);
    }

    /** @param startNanos when the request came */
    public Deadline deadline(long startNanos) {
        return time == null ? Deadline.NONE : Deadline.after(startNanos, time);
    }
}
