package org.modelyard.platform.model;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit rows at most, 1 to 500
 * @param after internal id of the last row seen, or null for the first page; lists run from the newest id down
 */
public record PageRequest(int limit, @Nullable Long after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Refusal.Invalid("limit", "limit must lie between 1 and " + MAX_LIMIT + ".");
        }
    }

    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, null);
    }

    /** @param cursor what an earlier page gave as {@code next}, or null */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : limit, cursor == null ? null : decode(cursor));
    }

    /** Rows to ask the database for: one more than shown, which tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** The exclusive upper bound of the ids of this page. */
    public long before() {
        return after == null ? Long.MAX_VALUE : after;
    }

    /** The cursor of the page that starts behind this row. */
    public static String cursorAfter(long id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    }

    private static long decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException notBase64) {
            throw unknownCursor();
        }
        throw unknownCursor();
    }

    private static Refusal.Invalid unknownCursor() {
        return new Refusal.Invalid("cursor", "cursor must be the 'next' of an earlier page of this list.");
    }
}
