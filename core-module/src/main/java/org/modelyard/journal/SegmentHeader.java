package org.modelyard.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment's file: magic, version of the format, the segment's number, CRC32C of these. The number is
 * the file's generation too: it is given anew, and higher, whenever the file is used again.
 */
final class SegmentHeader {

    static final int BYTES = 32;

    private static final int MAGIC = 0x4d594a4c; // MYJL
    private static final int VERSION = 1;
    private static final int HASHED = 16;

    private SegmentHeader() {}

    /** The header, and behind it the terminator that tells that no record has begun: a recycled file is full of old ones. */
    static byte[] of(long number) {
        ByteBuffer header = ByteBuffer.allocate(BYTES + Frame.TERMINATOR);
        header.putInt(MAGIC).putInt(VERSION).putLong(number);
        return header.putInt(crc(header.array())).array();
    }

    /**
     * The segment's number.
     *
     * @throws IOException when the file was not made by a journal of this version, or its header is damaged
     */
    static long read(SegmentFile file, String name) throws IOException {
        byte[] bytes = new byte[BYTES];
        if (file.read(0, bytes, BYTES) < BYTES || Frame.intAt(bytes, 0) != MAGIC) {
            throw new IOException(name + " is not a segment of a journal");
        }
        int version = Frame.intAt(bytes, 4);
        if (version != VERSION) {
            throw new IOException(name + " has version " + version + " of the journal's format, not " + VERSION);
        }
        if (Frame.intAt(bytes, HASHED) != crc(bytes)) {
            throw new IOException(name + " has a damaged header");
        }
        return Frame.longAt(bytes, 8);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HASHED);
        return (int) crc.getValue();
    }
}
