package org.modelyard.registry.model;

import java.util.regex.Pattern;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A name that somebody gives to a version, and that may stand wherever a version is asked for. It begins with a letter, so that
 * no number or range can be one.
 *
 * @param text lower-case letters, digits and hyphens, at most 63
 */
public record AliasName(String text) {

    /** Of the version that serves an environment: kept by the server. */
    public static final String CHAMPION = "champion";
    /** The highest version that may be served: a wish, kept by nobody. */
    public static final String LATEST = "latest";

    private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws Refusal.Invalid naming {@code alias} when it is no such name, or one that the server keeps */
    public AliasName {
        if (!isName(text)) {
            throw new Refusal.Invalid(
                    "alias",
                    "'" + Texts.brief(text)
                            + "' is no alias: use lower-case letters, digits and hyphens, beginning with a letter, at most 63.");
        }
        if (text.equals(CHAMPION) || text.equals(LATEST)) {
            throw new Refusal.Invalid("alias", "'" + text + "' is kept by the server: promote a version instead.");
        }
    }

    /** Whether the text could be an alias, the server's own included. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }
}
