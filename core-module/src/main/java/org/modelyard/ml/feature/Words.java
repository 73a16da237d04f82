package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.List;

/** The words of a text, as the encoder of texts sees them. */
public final class Words {

    private Words() {}

    /**
     * Runs of letters, digits and marks in lower case, in the order of the text and as often as they occur; an ideograph or an emoji is a
     * word by itself.
     */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        new Terms(1, 2, 0)
                .visit(
                        text,
                        new SparseVector(),
                        (kind, chars, from, to, hash) -> words.add(new String(chars, from, to - from)));
        return words;
    }

    /** How many {@link #of} would give, without making them. */
    public static int count(String text) {
        int[] words = new int[1];
        new Terms(1, 2, 0).visit(text, new SparseVector(), (kind, chars, from, to, hash) -> words[0]++);
        return words[0];
    }
}
