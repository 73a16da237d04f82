package org.modelyard.ml.binary;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link BinaryWriter} wrote. A length is believed only when that many bytes are left, so that no input makes
 * it allocate more than a small multiple of its own size.
 */
public final class BinaryReader {

    private final ByteBuffer in;

    public BinaryReader(byte[] content) {
        this.in = ByteBuffer.wrap(content);
    }

    /** @throws CorruptContent when the next number is another one */
    public void expect(int magic, String what) {
        if (getInt() != magic) {
            throw new CorruptContent("This is no " + what + ".");
        }
    }

    public int getInt() {
        need(Integer.BYTES);
        return in.getInt();
    }

    /** @throws CorruptContent when the number is not in the range, both ends included */
    public int getInt(int min, int max) {
        int value = getInt();
        if (value < min || value > max) {
            throw new CorruptContent("A number is " + value + ", not " + min + " to " + max + ".");
        }
        return value;
    }

    public long getLong() {
        need(Long.BYTES);
        return in.getLong();
    }

    public double getDouble() {
        need(Double.BYTES);
        return in.getDouble();
    }

    public boolean getBoolean() {
        need(1);
        return in.get() != 0;
    }

    public String getString() {
        return new String(getChars());
    }

    public List<String> getStrings() {
        int count = length(Integer.BYTES);
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(getString());
        }
        return values;
    }

    public int[] getInts() {
        int[] values = new int[length(Integer.BYTES)];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        return values;
    }

    public float[] getFloats() {
        float[] values = new float[length(Float.BYTES)];
        in.asFloatBuffer().get(values);
        in.position(in.position() + values.length * Float.BYTES);
        return values;
    }

    /** @throws CorruptContent when there are not exactly so many */
    public float[] getFloats(int count) {
        float[] values = getFloats();
        requireCount(values.length, count);
        return values;
    }

    public double[] getDoubles() {
        double[] values = new double[length(Double.BYTES)];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + values.length * Double.BYTES);
        return values;
    }

    /** @throws CorruptContent when there are not exactly so many */
    public double[] getDoubles(int count) {
        double[] values = getDoubles();
        requireCount(values.length, count);
        return values;
    }

    public byte[] getBytes() {
        byte[] values = new byte[length(1)];
        in.get(values);
        return values;
    }

    public char[] getChars() {
        char[] values = new char[length(Character.BYTES)];
        in.asCharBuffer().get(values);
        in.position(in.position() + values.length * Character.BYTES);
        return values;
    }

    /** @throws CorruptContent when anything is left */
    public void end() {
        if (in.hasRemaining()) {
            throw new CorruptContent(in.remaining() + " bytes too many.");
        }
    }

    private static void requireCount(int found, int expected) {
        if (found != expected) {
            throw new CorruptContent("There are " + found + " numbers where " + expected + " belong.");
        }
    }

    private int length(int bytesEach) {
        int length = getInt();
        if (length < 0 || (long) length * bytesEach > in.remaining()) {
            throw new CorruptContent("A length is " + length + " where " + in.remaining() + " bytes are left.");
        }
        return length;
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new CorruptContent("It ends too early.");
        }
    }
}
