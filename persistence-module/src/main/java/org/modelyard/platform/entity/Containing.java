package org.modelyard.platform.entity;

import java.util.Locale;

/**
 * The pattern of {@code like … escape '!'} for a text that may stand anywhere, taken literally and in lower case: names are in lower case, and
 * what people have written is compared by {@code lower(…)}. Capitals then make no difference in any database; whether accents do, its collation says.
 */
public final class Containing {

    private Containing() {}

    public static String of(String text) {
        return "%" + literal(text) + "%";
    }

    /** Of a text that stands at the end. */
    public static String atEnd(String text) {
        return "%" + literal(text);
    }

    /** Of a text that stands at the start. */
    public static String atStart(String text) {
        return literal(text) + "%";
    }

    private static String literal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
