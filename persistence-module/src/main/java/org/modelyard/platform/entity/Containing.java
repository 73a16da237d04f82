package org.modelyard.platform.entity;

/** The pattern of {@code like … escape '!'} for a text that may stand anywhere, taken literally. */
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
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
