package org.modelyard.dataset.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV or JSON lines file as texts, one after the other, by the rules of an import. Of its columns those that are asked for
 * are read; others are left out. Where numbers are expected, those that are some come as numbers.
 */
public final class TextRecords implements Closeable {

    private final RecordSource source;
    private final Picking sink;
    private final List<String> names;

    private TextRecords(RecordSource source, List<String> wanted, Set<String> numeric) {
        this.source = source;
        List<String> header = source.header();
        this.names = header.isEmpty()
                ? List.copyOf(wanted)
                : wanted.stream().filter(header::contains).toList();
        int[] places = header.stream().mapToInt(names::indexOf).toArray();
        boolean[] numbers = new boolean[names.size()];
        for (int place = 0; place < numbers.length; place++) {
            numbers[place] = numeric.contains(names.get(place));
        }
        this.sink = new Picking(names, places, numbers);
    }

    /**
     * @param in is closed with this
     * @param wanted columns
     * @param numeric which of them are expected to hold decimal numbers
     * @throws org.modelyard.platform.model.Refusal.Invalid when it is empty, or its header cannot be read
     */
    public static TextRecords csv(InputStream in, List<String> wanted, Set<String> numeric) throws IOException {
        return new TextRecords(new CsvSource(in, ReadLimits.defaults()), wanted, numeric);
    }

    /** As {@link #csv}: a flat JSON object a line. */
    public static TextRecords jsonLines(InputStream in, List<String> wanted, Set<String> numeric) throws IOException {
        return new TextRecords(new JsonLinesSource(in, ReadLimits.defaults()), wanted, numeric);
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
        return source.next(sink)
                ? new CsvTexts.Line(sink.number, Arrays.asList(sink.values), sink.numbers, sink.problem)
                : null;
    }

    /** @return how many there were, at most the given number */
    public long skip(long most) {
        long skipped = 0;
        while (skipped < most && source.next(PASSING)) {
            skipped++;
        }
        return skipped;
    }

    /** Looks at nothing. */
    private static final FieldSink PASSING = new FieldSink() {
        @Override
        public void begin(long line) {
            // nobody asks for its number
        }

        @Override
        public int column(String name) {
            return UNKNOWN;
        }

        @Override
        public void value(int column, char[] chars, int offset, int length) {
            // it is not wanted
        }

        @Override
        public void reject(@Nullable String field, String reason) {
            // it is not used
        }

        @Override
        public void rejectRow(String reason) {
            // it is not used
        }
    };

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class Picking implements FieldSink {
        /** What a record's problem is told of. */
        private static final String THE_LINE = "the line ";

        private final List<String> names;
        private final int[] places;
        private final boolean[] numeric;
        private @Nullable String[] values;
        private double[] numbers;
        private long number;
        private @Nullable String problem;

        /**
         * @param places by column of the file; negative where it is not wanted
         * @param numeric by place
         */
        Picking(List<String> names, int[] places, boolean[] numeric) {
            this.names = names;
            this.places = places;
            this.numeric = numeric;
            this.values = new String[names.size()];
            this.numbers = new double[names.size()];
        }

        @Override
        public void begin(long line) {
            number = line;
            values = new String[names.size()];
            numbers = new double[names.size()];
            Arrays.fill(numbers, Double.NaN);
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
            double number = numeric[place] ? NumberText.parse(chars, offset, length) : Double.NaN;
            if (!Double.isNaN(number) && number != 0) { // nought has two signs, which its text tells apart
                numbers[place] = number;
                values[place] = null;
                return;
            }
            String text = new String(chars, offset, length);
            if (Utf8Reader.malformed(text)) {
                rejectRow("is not valid UTF-8");
            }
            values[place] = text.isEmpty() ? null : text;
            numbers[place] = Double.NaN;
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
