package org.modelyard.platform.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A UUID as {@code binary(16)}, in the order that sorts a UUIDv7 by time. */
@Converter
public class UuidColumn implements AttributeConverter<UUID, byte[]> {

    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable UUID id) {
        return id == null ? null : bytes(id);
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(byte @Nullable [] column) {
        return column == null ? null : of(column);
    }

    /** For statements without entities. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The reverse of {@link #bytes}. */
    public static UUID of(byte[] column) {
        ByteBuffer bytes = ByteBuffer.wrap(column);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
