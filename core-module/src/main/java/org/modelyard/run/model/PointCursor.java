package org.modelyard.run.model;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/** Where a page of a metric's points ends: points are in the order of their steps, then of their times. */
public final class PointCursor {

    private static final MetricPoint.Place BEGINNING = new MetricPoint.Place(Long.MIN_VALUE, Long.MIN_VALUE);

    private PointCursor() {}

    /** The cursor of the page behind this point. */
    public static String after(MetricPoint.Place last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(last.step())
                        .putLong(last.atMillis())
                        .array());
    }

    /**
     * The last point that was seen.
     *
     * @param cursor null: one before all points
     * @throws Refusal.Invalid when it is none of ours
     */
    public static MetricPoint.Place parse(@Nullable String cursor) {
        if (cursor == null) {
            return BEGINNING;
        }
        byte[] bytes = decode(cursor);
        if (bytes.length != 2 * Long.BYTES) {
            throw unknown();
        }
        ByteBuffer place = ByteBuffer.wrap(bytes);
        return new MetricPoint.Place(place.getLong(), place.getLong());
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw unknown();
        }
    }

    private static Refusal.Invalid unknown() {
        return new Refusal.Invalid("cursor", "cursor must be the 'next' of an earlier page of this list.");
    }
}
