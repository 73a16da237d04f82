package org.modelyard.registry.model;

import java.nio.ByteBuffer;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;

/**
 * What later inputs and answers of a version are compared with, as one artifact.
 *
 * @param reference inputs of the training rows, answers on rows held back; on the layout
 */
public record DriftProfile(ProfileLayout layout, Histograms reference) {

    private static final int MAGIC = 0x4D595031; // MYP1

    public byte[] toBytes() {
        byte[] cells = layout.toBytes();
        byte[] counts = reference.toBytes();
        return ByteBuffer.allocate(2 * Integer.BYTES + cells.length + counts.length)
                .putInt(MAGIC)
                .putInt(cells.length)
                .put(cells)
                .put(counts)
                .array();
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} wrote */
    public static DriftProfile fromBytes(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        if (in.remaining() < 2 * Integer.BYTES || in.getInt() != MAGIC) {
            throw new CorruptContent("This is no drift profile.");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new CorruptContent("The drift profile is cut short.");
        }
        try {
            byte[] cells = new byte[length];
            in.get(cells);
            byte[] counts = new byte[in.remaining()];
            in.get(counts);
            ProfileLayout layout = ProfileLayout.fromBytes(cells);
            return new DriftProfile(layout, Histograms.fromBytes(layout, counts));
        } catch (IllegalArgumentException e) {
            throw new CorruptContent("The drift profile cannot be read.", e);
        }
    }
}
