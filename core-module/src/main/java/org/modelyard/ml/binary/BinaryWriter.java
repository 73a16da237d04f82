package org.modelyard.ml.binary;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Writes what {@link BinaryReader} reads. Grows as needed, up to 2 GiB. */
public final class BinaryWriter {

    private ByteBuffer out = ByteBuffer.allocate(1024);

    public BinaryWriter put(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryWriter put(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryWriter put(double value) {
        room(Double.BYTES).putDouble(value);
        return this;
    }

    public BinaryWriter put(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** Any text, half surrogate pairs included. */
    public BinaryWriter put(String value) {
        return put(value.toCharArray());
    }

    public BinaryWriter put(List<String> values) {
        put(values.size());
        values.forEach(this::put);
        return this;
    }

    public BinaryWriter put(int[] values) {
        put(values.length);
        ByteBuffer buffer = room((long) values.length * Integer.BYTES);
        buffer.asIntBuffer().put(values);
        advance(values.length * Integer.BYTES);
        return this;
    }

    public BinaryWriter put(float[] values) {
        put(values.length);
        ByteBuffer buffer = room((long) values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        advance(values.length * Float.BYTES);
        return this;
    }

    public BinaryWriter put(double[] values) {
        put(values.length);
        ByteBuffer buffer = room((long) values.length * Double.BYTES);
        buffer.asDoubleBuffer().put(values);
        advance(values.length * Double.BYTES);
        return this;
    }

    public BinaryWriter put(byte[] values) {
        put(values.length);
        room(values.length).put(values);
        return this;
    }

    /** UTF-16 units as they are. */
    public BinaryWriter put(char[] values) {
        put(values.length);
        ByteBuffer buffer = room((long) values.length * Character.BYTES);
        buffer.asCharBuffer().put(values);
        advance(values.length * Character.BYTES);
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    private void advance(int bytes) {
        out.position(out.position() + bytes);
    }

    private ByteBuffer room(long bytes) {
        if (out.remaining() < bytes) {
            long needed = out.position() + bytes;
            if (needed > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("more than 2 GiB in one piece");
            }
            int capacity = (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, 2L * out.capacity()));
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), capacity)).position(out.position());
        }
        return out;
    }
}
