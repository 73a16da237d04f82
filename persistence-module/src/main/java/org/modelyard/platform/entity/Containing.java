package org.modelyard.platform.entity;

/** The pattern of {@code like … escape '!'} for a text that may stand anywhere, taken literally. */
public final class Containing {

    private Containing() {}

    public static String of(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
