package org.modelyard.run.model;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * The name of an artifact within its run, such as {@code model/weights.bin}. Only a name: no file of the server is called so.
 *
 * @param text parts joined by slashes
 */
public record ArtifactPath(String text) {

    private static final int LONGEST = 500;
    private static final Pattern PART =
            Pattern.compile("[^\\p{Cntrl}/\\\\\\s]([^\\p{Cntrl}/\\\\]*[^\\p{Cntrl}/\\\\\\s])?");

    /** @throws Refusal.Invalid naming {@code path} when it could mean something else than a name below the run */
    public ArtifactPath {
        boolean named = !text.isEmpty()
                && text.length() <= LONGEST
                && Arrays.stream(text.split("/", -1)).allMatch(ArtifactPath::isPart);
        if (!named) {
            throw new Refusal.Invalid(
                    "path",
                    "'" + Texts.brief(text) + "' is no name of an artifact: use parts joined by '/', such as"
                            + " model/weights.bin, at most " + LONGEST
                            + " characters, without '.', '..', backslashes or a slash at either end.");
        }
    }

    private static boolean isPart(String part) {
        return !part.equals(".") && !part.equals("..") && PART.matcher(part).matches();
    }

    /** Its last part, with only what every file system and header takes. */
    public String fileName() {
        return text.substring(text.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    public String toString() {
        return text;
    }
}
