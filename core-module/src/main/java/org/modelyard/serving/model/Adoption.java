package org.modelyard.serving.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;

/**
 * How often answers are used, by the latest feedback of each that says so: by {@code used}, else by {@code accepted}.
 *
 * @param since of answers given since then
 * @param told answers of which feedback says whether they were used
 * @param adopted of them, those that were
 * @param share null without any
 * @param interval of the share, by Wilson, 95 %; null without any
 * @param verdict whether there are enough to rely on
 */
public record Adoption(
        Instant since, long told, long adopted, @Nullable Double share, @Nullable Interval interval, Verdict verdict) {

    /** Fewer answers say little. */
    public static final long FEWEST = 30;

    private static final double CONFIDENCE = 0.95;

    /** Whether the share says anything. */
    public enum Verdict {
        MEASURED,
        TOO_FEW
    }

    public static Adoption of(Instant since, long told, long adopted) {
        return new Adoption(
                since,
                told,
                adopted,
                told == 0 ? null : (double) adopted / told,
                told == 0 ? null : Proportions.wilson(adopted, told, CONFIDENCE),
                told < FEWEST ? Verdict.TOO_FEW : Verdict.MEASURED);
    }
}
