package org.modelyard.ml.feature;

import java.util.List;

/**
 * What a text looks like, whatever it says. Words are runs without blanks that hold a letter or digit; within links (a word that begins with
 * {@code http://}, {@code https://} or {@code www.}) nothing else is counted but characters.
 */
public final class Surface {

    /** Of {@link #of}, in its order. */
    static final List<String> NAMES = List.of(
            "characters",
            "words",
            "emoji",
            "links",
            "mentions",
            "hashtags",
            "question marks",
            "exclamation marks",
            "upper-case share");

    private static final int CHARACTERS = 0;
    private static final int WORDS = 1;
    private static final int EMOJI = 2;
    private static final int LINKS = 3;
    private static final int MENTIONS = 4;
    private static final int HASHTAGS = 5;
    private static final int QUESTIONS = 6;
    private static final int EXCLAMATIONS = 7;
    private static final int UPPER = 8;

    private static final int JOINER = 0x200D;

    private final String text;
    private final double[] counts = new double[NAMES.size()];
    private int cased;

    private Surface(String text) {
        this.text = text;
    }

    /**
     * @return ln(1 + count) of characters (code points), words, emoji (one for a joined sequence or a flag), links, {@code @mentions},
     *     {@code #hashtags}, question and exclamation marks, so that a few long texts do not rule; and the share of upper-case among cased
     *     letters, 0 without any
     */
    static double[] of(String text) {
        return new Surface(text).count();
    }

    private double[] count() {
        int end = text.length();
        for (int start = 0; start < end; ) {
            int stop = start;
            while (stop < end && !Character.isWhitespace(text.charAt(stop))) {
                stop++;
            }
            if (stop > start) {
                word(start, stop);
            }
            start = stop + 1;
        }
        counts[CHARACTERS] = text.codePointCount(0, end);
        double upper = counts[UPPER];
        for (int i = 0; i < UPPER; i++) {
            counts[i] = StrictMath.log1p(counts[i]);
        }
        counts[UPPER] = cased == 0 ? 0 : upper / cased;
        return counts;
    }

    private void word(int start, int end) {
        if (begins("http://", start) || begins("https://", start) || begins("www.", start)) {
            counts[LINKS]++;
            return;
        }
        boolean word = false;
        int before = ' ';
        boolean flag = false;
        for (int i = start; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            word |= Character.isLetterOrDigit(c);
            letter(c);
            sign(c, before, i < end ? text.codePointAt(i) : ' ');
            boolean half = c >= 0x1F1E6 && c <= 0x1F1FF;
            flag = half && !flag; // two of them are a flag
            if (half ? flag : emoji(c) && before != JOINER) {
                counts[EMOJI]++;
            }
            before = c;
        }
        counts[WORDS] += word ? 1 : 0;
    }

    private boolean begins(String prefix, int start) {
        return text.regionMatches(true, start, prefix, 0, prefix.length());
    }

    private void letter(int c) {
        if (Character.isUpperCase(c)) {
            counts[UPPER]++;
            cased++;
        } else if (Character.isLowerCase(c)) {
            cased++;
        }
    }

    private void sign(int c, int before, int after) {
        if (c == '?' || c == '\uFF1F') {
            counts[QUESTIONS]++;
        } else if (c == '!' || c == '\uFF01') {
            counts[EXCLAMATIONS]++;
        } else if ((c == '@' || c == '#')
                && (Character.isLetterOrDigit(after) || after == '_')
                && !Character.isLetterOrDigit(before)
                && before != '&') { // not in an address, nor in &#39;
            counts[c == '@' ? MENTIONS : HASHTAGS]++;
        }
    }

    /** Whether the code point is a picture, half a flag, or a skin tone. */
    public static boolean pictorial(int c) {
        return emoji(c) || (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    /** Pictures, but no skin tones: they belong to the one before. */
    private static boolean emoji(int c) {
        return (c >= 0x1F300 && c <= 0x1FAFF && !(c >= 0x1F3FB && c <= 0x1F3FF))
                || (c >= 0x2600 && c <= 0x27BF)
                || c == 0x2B50
                || c == 0x2B55
                || (c >= 0x231A && c <= 0x231B)
                || (c >= 0x23E9 && c <= 0x23FA);
    }
}
