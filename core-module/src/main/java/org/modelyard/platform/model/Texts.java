package org.modelyard.platform.model;

/** Text that came from outside and goes into a message or a column of bounded width. */
public final class Texts {

    private static final int BRIEF = 80;

    private Texts() {}

    /** At most 80 characters, control characters replaced: safe in a log line and in a problem's detail. */
    public static String brief(String text) {
        return cut(text, BRIEF);
    }

    /**
     * At most {@code length} UTF-16 units, with the ellipsis of what was cut, never half a surrogate pair, control
     * characters replaced by '?'.
     */
    public static String cut(String text, int length) {
        int end = text.length() <= length ? text.length() : length - 1;
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder out = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return end < text.length() ? out.append('…').toString() : out.toString();
    }

    /** Whether the characters hold half a surrogate pair, which UTF-8 cannot hold: it would come back as another character. */
    public static boolean malformed(CharSequence chars) {
        for (int i = 0; i < chars.length(); i++) {
            char c = chars.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == chars.length()
                        || !Character.isLowSurrogate(chars.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
