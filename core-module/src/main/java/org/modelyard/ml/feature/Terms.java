package org.modelyard.ml.feature;

/**
 * The terms of a text: runs of words, and runs of characters within a word with its boundaries (a blank on each side).
 * A word is a run of letters, digits and marks, lower-cased unless told otherwise; an ideograph or an emoji is a word by
 * itself. No substring is made: a term is a range of the normalised text, and its hash grows with it.
 */
final class Terms {

    static final int WORDS = 0;
    static final int CHARACTERS = 1;

    private static final int[] SEEDS = {0x9E3779B9, 0x85EBCA6B};

    private final int wordNgrams;
    private final int minCharacters;
    private final int maxCharacters;
    private final boolean lowerCase;

    Terms(int wordNgrams, int minCharacters, int maxCharacters) {
        this(wordNgrams, minCharacters, maxCharacters, true);
    }

    Terms(int wordNgrams, int minCharacters, int maxCharacters, boolean lowerCase) {
        this.wordNgrams = wordNgrams;
        this.minCharacters = minCharacters;
        this.maxCharacters = maxCharacters;
        this.lowerCase = lowerCase;
    }

    /** Is told of each term, as often as it occurs. */
    interface Sink {
        /** @param hash of kind and characters, mixed */
        void term(int kind, char[] text, int from, int to, int hash);
    }

    /** Tells the sink of the terms of a text, in the order of the text. */
    void visit(String text, SparseVector scratch, Sink sink) {
        // a word may grow by the two blanks around an ideograph
        char[] normal = scratch.text(3 * text.length() + 2);
        int length = normalise(text, normal, lowerCase);
        for (int start = 1; start < length; ) {
            int end = start;
            while (normal[end] != ' ') {
                end++;
            }
            words(normal, start, length, sink);
            if (maxCharacters > 0) {
                characters(normal, start - 1, end + 1, sink);
            }
            start = end + 1;
        }
    }

    private void words(char[] text, int start, int length, Sink sink) {
        int hash = SEEDS[WORDS];
        int count = 0;
        for (int i = start; i < length; i++) {
            if (text[i] == ' ') {
                sink.term(WORDS, text, start, i, mix(hash));
                if (++count == wordNgrams) {
                    return;
                }
            }
            hash = 31 * hash + text[i];
        }
    }

    private void characters(char[] text, int start, int end, Sink sink) {
        for (int from = start; from + minCharacters <= end; from++) {
            if (Character.isLowSurrogate(text[from])) {
                continue;
            }
            int hash = SEEDS[CHARACTERS];
            int last = Math.min(end, from + maxCharacters);
            for (int i = from; i < last; i++) {
                hash = 31 * hash + text[i];
                if (i + 1 - from >= minCharacters && !Character.isHighSurrogate(text[i])) {
                    sink.term(CHARACTERS, text, from, i + 1, mix(hash));
                }
            }
        }
    }

    static int mix(int hash) {
        int h = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    /** The hash that {@link #visit} gives for a term. */
    static int hash(int kind, char[] text, int from, int to) {
        int hash = SEEDS[kind];
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        return mix(hash);
    }

    /** Words with exactly one blank before, between and after them; @return the length, 1 when there are none. */
    private static int normalise(String text, char[] out, boolean lowerCase) {
        int length = 0;
        out[length++] = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 ? isAsciiWord(c) : Character.isLetterOrDigit(c) && !Character.isIdeographic(c) || isMark(c)) {
                out[length++] = lowerCase ? Character.toLowerCase(c) : c;
                continue;
            }
            if (out[length - 1] != ' ') {
                out[length++] = ' ';
            }
            if (c >= 128) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    out[length++] = c;
                    out[length++] = text.charAt(++i);
                    out[length++] = ' ';
                } else if (Character.isIdeographic(c)) {
                    out[length++] = c;
                    out[length++] = ' ';
                }
            }
        }
        if (out[length - 1] != ' ') {
            out[length++] = ' ';
        }
        return length;
    }

    private static boolean isAsciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
