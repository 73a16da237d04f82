package org.modelyard.ml.weights;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * Which weights are wanted.
 *
 * @param text that the feature's meaning contains, in upper or lower case; null: any
 * @param label null: any
 * @param constrained only those about which something is laid down
 * @param limit at most so many
 * @param after the last one seen; null for the first page
 */
public record WeightQuery(
        @Nullable String text, @Nullable String label, boolean constrained, int limit, @Nullable Seen after) {

    /**
     * A weight's place in the order: by size, the largest first, then by position.
     *
     * @param size of the weight, or of the difference where two versions are compared
     */
    public record Seen(double size, int place) implements Comparable<Seen> {

        @Override
        public int compareTo(Seen other) {
            int bySize = Double.compare(other.size, size);
            return bySize == 0 ? Integer.compare(place, other.place) : bySize;
        }

        String cursor() {
            byte[] bytes = ByteBuffer.allocate(Double.BYTES + Integer.BYTES)
                    .putDouble(size)
                    .putInt(place)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        /** @throws Refusal.Invalid when it is no cursor of this list */
        public static Seen of(String cursor) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
                if (bytes.remaining() == Double.BYTES + Integer.BYTES) {
                    return new Seen(bytes.getDouble(), bytes.getInt());
                }
            } catch (IllegalArgumentException notBase64) {
                throw unknown();
            }
            throw unknown();
        }

        private static Refusal.Invalid unknown() {
            return new Refusal.Invalid("cursor", "cursor must be the 'next' of an earlier page of this list.");
        }
    }
}
