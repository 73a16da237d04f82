package org.modelyard.dataset.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * UTF-8 to characters. Bytes that are no UTF-8 become {@link #MALFORMED}, a lone surrogate, which UTF-8 cannot hold:
 * so the row can be told apart and be refused, and nothing is silently replaced. A byte order mark is left out.
 */
final class Utf8Reader extends Reader {

    static final char MALFORMED = '\udc80';

    private final InputStream in;
    private final String tail;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private boolean ended;
    private int tailAt;
    private char pending;

    /** @param tail characters that are put behind the content */
    Utf8Reader(InputStream in, String tail) throws IOException {
        this.in = in;
        this.tail = tail;
        while (bytes.remaining() < 3 && !ended) {
            fill();
        }
        skipMark();
    }

    /** Whether the file holds nothing at all. */
    boolean isEmpty() {
        return ended && !bytes.hasRemaining();
    }

    /** Whether everything was handed out, the tail included. */
    boolean exhausted() {
        return isEmpty() && tailAt == tail.length() && pending == 0;
    }

    private void skipMark() {
        int n = bytes.remaining();
        int first = n > 0 ? bytes.get(0) & 0xff : 0;
        int second = n > 1 ? bytes.get(1) & 0xff : 0;
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            throw new Refusal.Invalid("file", "The file is UTF-16; save it as UTF-8.");
        }
        if (n > 2 && first == 0xef && second == 0xbb && (bytes.get(2) & 0xff) == 0xbf) {
            bytes.position(3);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (n < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + n);
        }
        bytes.flip();
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        if (pending != 0 && length > 0) {
            chars[offset] = pending;
            pending = 0;
            return 1;
        }
        CharBuffer out = CharBuffer.wrap(chars, offset, length);
        int start = out.position();
        while (out.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, out, ended);
            if (result.isError()) {
                if (!out.hasRemaining()) {
                    break;
                }
                bytes.position(bytes.position() + result.length());
                out.put(MALFORMED);
            } else if (result.isOverflow()) {
                break;
            } else if (ended) {
                return tail(chars, out, start);
            } else if (out.position() > start) {
                break;
            } else {
                fill();
            }
        }
        return out.position() == start && length > 0 ? half(chars, offset) : out.position() - start;
    }

    /** There was room for one half of a pair only: the other waits. */
    private int half(char[] chars, int offset) {
        CharBuffer pair = CharBuffer.allocate(2);
        decoder.decode(bytes, pair, ended);
        chars[offset] = pair.get(0);
        pending = pair.get(1);
        return 1;
    }

    private int tail(char[] chars, CharBuffer out, int start) {
        int n = Math.min(out.remaining(), tail.length() - tailAt);
        tail.getChars(tailAt, tailAt + n, chars, out.arrayOffset() + out.position());
        tailAt += n;
        int total = out.position() - start + n;
        return total == 0 ? -1 : total;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether the characters hold half a surrogate pair: bytes that were no UTF-8, or a JSON escape that is none. */
    static boolean malformed(CharSequence chars) {
        return Texts.malformed(chars);
    }
}
