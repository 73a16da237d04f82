package org.modelyard.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of one record: length (int, 1 or more), CRC32C (int), payload, zeros up to a multiple of 8; after it 8 zeros
 * that the next record overwrites, so that a clean end is told from an unfinished record. Big-endian.
 *
 * <p>The CRC covers segment number, offset, length and payload. Numbers are never used twice, so bytes that an earlier
 * use of a recycled file left behind, or that were moved, are never taken for a record: two numbers differ within 32
 * adjacent bits, and such differences CRC32C always detects.
 *
 * <p>Not thread-safe: an instance is a reusable buffer.
 */
final class Frame {

    static final int HEADER = 8;
    static final int TERMINATOR = 8;

    /** Bounds the work of looking for the next record behind damage (see {@link SegmentScan}). */
    static final int LARGEST_PAYLOAD = 1 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** In front of the frame: segment number (8 bytes) and offset (4), which are hashed and not written. */
    private static final int PLACE = 12;

    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[4 << 10];

    /** Bytes that a payload takes in a segment, without the terminator. */
    static int size(int payloadLength) {
        return (HEADER + payloadLength + 7) & ~7;
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Makes the frame of {@code payload}, whose position stays; {@link #array} holds it from {@link #start}. */
    void encode(long segment, int offset, ByteBuffer payload) {
        int length = payload.remaining();
        int total = PLACE + size(length) + TERMINATOR;
        if (buffer.length < total) {
            buffer = new byte[Math.max(total, Math.min(2 * buffer.length, LARGEST_PAYLOAD))];
        }
        LONG.set(buffer, 0, segment);
        INT.set(buffer, 8, offset);
        INT.set(buffer, PLACE, length);
        int data = PLACE + HEADER;
        payload.get(payload.position(), buffer, data, length);
        Arrays.fill(buffer, data + length, total, (byte) 0);
        crc.reset();
        crc.update(buffer, 0, PLACE + 4);
        crc.update(buffer, data, length);
        INT.set(buffer, PLACE + 4, (int) crc.getValue());
    }

    byte[] array() {
        return buffer;
    }

    int start() {
        return PLACE;
    }

    /** Whether {@code bytes} hold at {@code at} the whole, undamaged frame that was written at this place. */
    boolean isValid(long segment, int offset, byte[] bytes, int at) {
        int length = intAt(bytes, at);
        LONG.set(buffer, 0, segment);
        INT.set(buffer, 8, offset);
        INT.set(buffer, PLACE, length);
        crc.reset();
        crc.update(buffer, 0, PLACE + 4);
        crc.update(bytes, at + HEADER, length);
        return intAt(bytes, at + 4) == (int) crc.getValue();
    }
}
