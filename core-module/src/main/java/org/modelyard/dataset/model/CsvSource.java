package org.modelyard.dataset.model;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * RFC 4180. A quote that is never closed would silently swallow the rest of the file: so an end mark is put behind the
 * content, and when it does not come out as a record of its own, a quote is open.
 */
final class CsvSource implements RecordSource {

    private static final String END = "\n\u0000";
    /** What the parser may hold at once: a field beyond it ends the import, one below costs its row. */
    private static final int MAX_BUFFER = 16 << 20;

    private final Utf8Reader reader;
    private final CloseableIterator<Boolean> records;
    private final Handler handler = new Handler();
    private final ReadLimits limits;
    private final List<String> header;

    CsvSource(InputStream in, ReadLimits limits) throws IOException {
        this.limits = limits;
        this.reader = new Utf8Reader(in, END);
        if (reader.isEmpty()) {
            throw new Refusal.Invalid("file", "The file is empty.");
        }
        this.records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(MAX_BUFFER)
                .build(handler, reader)
                .iterator();
        this.header = readHeader();
    }

    private List<String> readHeader() {
        CsvHeader names = new CsvHeader();
        if (!advance(names, 0)) {
            throw new Refusal.Invalid("file", "The file is empty.");
        }
        return names.checked();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next(FieldSink sink) {
        return advance(sink, header.size());
    }

    private boolean advance(FieldSink sink, int columns) {
        if (handler.end) {
            return false;
        }
        handler.begin(sink, columns);
        try {
            if (!records.hasNext()) {
                throw new Refusal.Invalid(
                        "file", "A quote that opens in or after line " + handler.line + " never closes.");
            }
            records.next();
        } catch (CsvParseException | UncheckedIOException e) {
            throw refusal(e);
        }
        if (handler.end) {
            return false;
        }
        if (handler.swallowedEnd) {
            throw new Refusal.Invalid("file", "Line " + handler.line + ": a quote is opened and never closed.");
        }
        return true;
    }

    /** The parser wraps what our own reader throws. */
    private RuntimeException refusal(RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof Refusal) && !(root instanceof IOException)) {
            root = root.getCause();
        }
        if (root instanceof Refusal refused) {
            return refused;
        }
        if (root instanceof IOException io) {
            return new UncheckedIOException(io);
        }
        String message = String.valueOf(root.getMessage());
        String reason = message.contains("buffer size")
                ? "a field is longer than " + MAX_BUFFER + " characters, or a quote is opened and never closed"
                : Texts.cut(message, 200);
        Refusal.Invalid refusal = new Refusal.Invalid(
                "file", "Line " + Math.max(handler.line, 1) + ": " + reason + "; the file cannot be read further.");
        refusal.initCause(e);
        return refusal;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {

        private @Nullable FieldSink sink;
        private int columns;
        private long line;
        private boolean end;
        private boolean swallowedEnd;

        void begin(FieldSink target, int expected) {
            sink = target;
            columns = expected;
        }

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
            end = false;
            swallowedEnd = false;
            sink().begin(startingLine);
        }

        @Override
        protected void handleField(int column, char[] chars, int offset, int length, boolean quoted) {
            int last = offset + length - 1;
            if (length > 0 && chars[last] == 0 && reader.exhausted()) {
                end = !quoted && column == 0 && length == 1;
                swallowedEnd = quoted && length > 1 && chars[last - 1] == '\n';
            }
            if (end) {
                return;
            }
            if (columns > 0 && column >= columns) {
                return;
            }
            if (length > limits.maxField()) {
                sink().reject(
                                columns > 0 ? header.get(column) : null,
                                "has " + length + " characters, at most " + limits.maxField() + " are allowed");
            } else {
                sink().value(column, chars, offset, length);
            }
        }

        private FieldSink sink() {
            if (sink == null) {
                throw new IllegalStateException("no record was asked for");
            }
            return sink;
        }

        @Override
        protected Boolean buildRecord() {
            int found = getFieldCount();
            if (!end && columns > 0 && found != columns) {
                sink().rejectRow("has " + found + " columns, the header has " + columns);
            }
            return Boolean.TRUE;
        }
    }
}
