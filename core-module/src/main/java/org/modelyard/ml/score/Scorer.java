package org.modelyard.ml.score;

/**
 * A model that answers. Safe for many threads; holds no lock while it computes. To be closed by whoever has brought it into memory: some hold
 * memory outside of the heap.
 */
public interface Scorer extends AutoCloseable {

    Signature signature();

    /**
     * @param row in the order of the signature's inputs; missing values are allowed, whether the signature requires the
     *     input or not
     */
    Scores score(InputRow row);

    /**
     * The same, and what is answered beside the target: the row is looked at once for all of it.
     *
     * @param others gets an answer for each of the signature's outputs, in their order
     * @throws IllegalArgumentException when there are not so many
     */
    default Scores score(InputRow row, Scores[] others) {
        if (others.length > 0) {
            throw new IllegalArgumentException("this model answers one question, not " + (1 + others.length));
        }
        return score(row);
    }

    /**
     * The same, for scorers that heed a deadline or what is said of the unit.
     *
     * @throws TooLate when there is no answer in time
     */
    default Scores score(InputRow row, Scores[] others, Asking asking) {
        return score(row, others);
    }

    /** How many rows are best asked about at once; 1: it makes no difference. */
    default int batch() {
        return 1;
    }

    /** Whether it tells what each answer took: where that is logged it is asked about each row by itself, whatever {@link #batch} says. */
    default boolean metered() {
        return false;
    }

    /** Answers to several rows, in their order. */
    default Scores[] scoreAll(InputRow[] rows) {
        Scores[] scores = new Scores[rows.length];
        for (int i = 0; i < rows.length; i++) {
            scores[i] = score(rows[i]);
        }
        return scores;
    }

    /**
     * The same until a deadline.
     *
     * @throws TooLate when the answers are not there in time
     */
    default Scores[] scoreAll(InputRow[] rows, Deadline deadline) {
        return scoreAll(rows);
    }

    /** A row that it must be able to answer, with as little in it as may be: all values missing, where all may be. */
    default InputRow leastRow() {
        return InputRow.empty(signature().inputs().size());
    }

    /** Whether an answer may ask an endpoint elsewhere, which may cost something, and may take its time. */
    default boolean elsewhere() {
        return false;
    }

    /** What is being answered is answered; nothing is afterwards. */
    @Override
    default void close() {}
}
