package org.modelyard.dataset.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV or JSON lines file as texts, one after the other, by the rules of an import. Of its columns those that are asked for
 * are read; others are left out.
 */
public final class TextRecords implements Closeable {

    private final RecordSource source;
    private final Picking sink;
    private final List<String> names;

    private TextRecords(RecordSource source, List<String> wanted) {
        this.source = source;
        List<String> header = source.header();
        this.names = header.isEmpty()
                ? List.copyOf(wanted)
                : wanted.stream().filter(header::contains).toList();
        int[] places = header.stream().mapToInt(names::indexOf).toArray();
        this.sink = new Picking(names, places);
    }

    /**
     * @param in is closed with this
     * @param wanted columns
     * @throws org.modelyard.platform.model.Refusal.Invalid when it is empty, or its header cannot be read
     */
    public static TextRecords csv(InputStream in, List<String> wanted) throws IOException {
        return new TextRecords(new CsvSource(in, ReadLimits.defaults()), wanted);
    }

    /** As {@link #csv}: a flat JSON object a line. */
    public static TextRecords jsonLines(InputStream in, List<String> wanted) throws IOException {
        return new TextRecords(new JsonLinesSource(in, ReadLimits.defaults()), wanted);
    }

    /** The wanted columns that the file has, in the order of the wish; of JSON lines all of them. */
    public List<String> names() {
        return names;
    }

    /**
     * @return values in the order of {@link #names}; null behind the last one
     * @throws org.modelyard.platform.model.Refusal.Invalid when the file cannot be read further
     */
    public CsvTexts.@Nullable Line next() {
        return source.next(sink) ? new CsvTexts.Line(sink.number, Arrays.asList(sink.values), sink.problem) : null;
    }

    /** @return how many there were, at most the given number */
    public long skip(long most) {
        long skipped = 0;
        while (skipped < most && source.next(sink)) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class Picking implements FieldSink {
        /** What a record's problem is told of. */
        private static final String THE_LINE = "the line ";

        private final List<String> names;
        private final int[] places;
        private @Nullable String[] values;
        private long number;
        private @Nullable String problem;

        /** @param places by column of the file; negative where it is not wanted */
        Picking(List<String> names, int[] places) {
            this.names = names;
            this.places = places;
            this.values = new String[names.size()];
        }

        @Override
        public void begin(long line) {
            number = line;
            values = new String[names.size()];
            problem = null;
        }

        /** Asked by JSON lines alone, which then name the place. */
        @Override
        public int column(String name) {
            int place = names.indexOf(name);
            return place < 0 ? UNKNOWN : place;
        }

        @Override
        public void value(int column, char[] chars, int offset, int length) {
            int place = places.length == 0 ? column : places[column];
            if (place < 0) {
                return;
            }
            String text = new String(chars, offset, length);
            if (Utf8Reader.malformed(text)) {
                rejectRow("is not valid UTF-8");
            }
            values[place] = text.isEmpty() ? null : text;
        }

        @Override
        public void reject(@Nullable String field, String reason) {
            if (problem == null && (field == null || names.contains(field))) {
                problem = (field == null ? "a field" : "'" + field + "'") + " " + reason;
            }
        }

        @Override
        public void rejectRow(String reason) {
            problem = reason.startsWith(THE_LINE) ? reason.substring(THE_LINE.length()) : reason;
        }
    }
}
