package org.modelyard.scoring.model;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.score.Scorer;

/**
 * How rows are cut into parts, each of which is asked about as a whole, stored and counted: a part costs writes to the disk and a transaction, and what is lost with a
 * process is the parts at work. How many rows a part has is said once, before the first one, and kept: the same rows and the same number give the same
 * parts, so that a restart finds them again, also one of a server that would say another number.
 */
public final class PartPlan {

    /** Rows of a part of quick answers, less than a second's work. */
    public static final int ROWS = 65_536;

    /** Rows of a part where each answer may take its time, and cost. */
    public static final int SLOW_ROWS = 8_192;

    /** Of few rows there are as many parts nevertheless, so that all who work have some. */
    private static final int LEAST_PARTS = 8;

    private PartPlan() {}

    /**
     * Chunks that follow each other, a part.
     *
     * @param from the first chunk's number
     * @param to behind the last one's
     */
    public record Chunks(int from, int to) {}

    /** How many rows of a file are a part. */
    public static int rows(Scorer scorer) {
        return scorer.elsewhere() ? SLOW_ROWS : ROWS;
    }

    /**
     * How many rows of whole chunks are enough for a part.
     *
     * @param counts rows of each chunk
     * @return 0 where each chunk is a part
     */
    public static int enough(int[] counts, Scorer scorer) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        return scorer.elsewhere() ? 0 : (int) Math.min(ROWS, all / LEAST_PARTS);
    }

    /**
     * @param counts rows of each chunk
     * @param enough for a part
     */
    public static List<Chunks> of(int[] counts, int enough) {
        List<Chunks> parts = new ArrayList<>();
        long rows = 0;
        int from = 0;
        for (int number = 0; number < counts.length; number++) {
            rows += counts[number];
            if (rows >= enough || number == counts.length - 1) {
                parts.add(new Chunks(from, number + 1));
                from = number + 1;
                rows = 0;
            }
        }
        return parts;
    }
}
