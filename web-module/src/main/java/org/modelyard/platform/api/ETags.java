package org.modelyard.platform.api;

import jakarta.ws.rs.core.EntityTag;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Refusal;

/** Row versions as entity tags: GET gives one, PUT and PATCH take it back in {@code If-Match}. */
public final class ETags {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final long NO_SUCH_VERSION = -1;

    private static final Pattern HASH = Pattern.compile("(?:W/)?\"([0-9a-f]{64})\"");
    private static final String NO_SUCH_HASH = "none";

    private ETags() {}

    /**
     * The SHA-256 that the caller saw, of files whose tag it is.
     *
     * @param ifMatch null or {@code *} for any
     * @return null for any; a text that is no hash when the tag is none
     */
    public static @Nullable String expectedHash(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = HASH.matcher(ifMatch.strip());
        return tag.matches() ? tag.group(1) : NO_SUCH_HASH;
    }

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Of what has no row version of its own; see {@link ContentTag}. */
    public static EntityTag ofContent(String... parts) {
        return of(ContentTag.of(parts));
    }

    /**
     * The version that the caller saw.
     *
     * @param ifMatch null or {@code *} for any
     * @return null for any; a version that no row has when the tag is not one of ours, so that the answer is 412
     * @throws Refusal.Invalid when there is more than one tag
     */
    public static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        if (ifMatch.contains(",")) {
            throw new Refusal.Invalid("If-Match", "If-Match takes one tag here: the ETag that GET gave.");
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        return tag.matches() ? Long.valueOf(tag.group(1)) : Long.valueOf(NO_SUCH_VERSION);
    }
}
