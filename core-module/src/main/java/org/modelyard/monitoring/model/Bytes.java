package org.modelyard.monitoring.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Varints (seven bits a byte, least first), doubles and texts, written and read back with bounds checked. */
final class Bytes {

    private Bytes() {}

    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) (left & 0x7F) | 0x80);
                left >>>= 7;
            }
            out.write((int) left);
            return this;
        }

        Writer number(double value) {
            return raw(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }

        Writer text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            return varint(utf8.length).raw(utf8);
        }

        Writer raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** Every method throws IllegalArgumentException when the bytes end early or make no sense. */
    static final class Reader {
        private final ByteBuffer in;

        Reader(byte[] bytes) {
            this.in = ByteBuffer.wrap(bytes);
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                need(1);
                byte next = in.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    if (value < 0) {
                        break;
                    }
                    return value;
                }
            }
            throw new IllegalArgumentException("no count at byte " + in.position());
        }

        /** A length: each of the things counted takes at least so many of the bytes that are left. */
        int length(int bytesEach) {
            long length = varint();
            if (length > in.remaining() / bytesEach) {
                throw new IllegalArgumentException("a length of " + length + " with " + in.remaining() + " bytes left");
            }
            return (int) length;
        }

        double number() {
            need(Double.BYTES);
            return in.getDouble();
        }

        String text() {
            return new String(raw(length(1)), StandardCharsets.UTF_8);
        }

        byte[] raw(int length) {
            need(length);
            byte[] bytes = new byte[length];
            in.get(bytes);
            return bytes;
        }

        void end() {
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes too many");
            }
        }

        private void need(int bytes) {
            if (in.remaining() < bytes) {
                throw new IllegalArgumentException("the bytes end too early");
            }
        }
    }
}
