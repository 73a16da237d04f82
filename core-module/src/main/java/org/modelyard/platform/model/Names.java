package org.modelyard.platform.model;

import java.util.regex.Pattern;

/** Names that clients choose. They appear in addresses and never in a path of the file system. */
public final class Names {

    public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(PATTERN);

    private Names() {}

    /** Whether anything can have this name. */
    public static boolean fits(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * @param field the field to blame
     * @return the name, unchanged
     * @throws Refusal.Invalid unless it is 1 to 63 lower-case letters, digits and inner hyphens
     */
    public static String require(String field, String name) {
        if (!fits(name)) {
            throw new Refusal.Invalid(
                    field, "'" + Texts.brief(name) + "' is no name: use 1-63 of a-z, 0-9 and inner hyphens.");
        }
        return name;
    }
}
