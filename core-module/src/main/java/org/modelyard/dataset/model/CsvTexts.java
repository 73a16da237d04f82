package org.modelyard.dataset.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * A small CSV file as texts, read whole by the rules of an import.
 *
 * @param header names of the columns, each once
 */
public record CsvTexts(List<String> header, List<Line> lines) {

    /**
     * One record.
     *
     * @param number of its first line in the file, from 1
     * @param values one a column; null where it is empty, and where it was read as a number
     * @param numbers one a column, NaN where it was not read as a number; null where none was
     * @param problem why it cannot be used; null when it can
     */
    public record Line(
            long number, List<@Nullable String> values, double @Nullable [] numbers, @Nullable String problem) {

        /** Of texts alone. */
        public Line(long number, List<@Nullable String> values, @Nullable String problem) {
            this(number, values, null, problem);
        }

        /** @return NaN where it was not read as a number */
        public double number(int column) {
            return numbers == null ? Double.NaN : numbers[column];
        }
    }

    /**
     * @param mostLines beneath the header
     * @throws Refusal.Invalid when the file cannot be read to its end, has no header, or more lines
     */
    public static CsvTexts read(InputStream in, int mostLines) throws IOException {
        try (CsvSource source = new CsvSource(in, ReadLimits.defaults())) {
            Collecting sink = new Collecting(source.header().size());
            while (source.next(sink)) {
                if (sink.lines.size() == mostLines) {
                    throw new Refusal.Invalid("rows", "A request has at most " + mostLines + " rows.");
                }
                sink.end();
            }
            return new CsvTexts(source.header(), sink.lines);
        }
    }

    private static final class Collecting implements FieldSink {
        private final List<Line> lines = new ArrayList<>();
        private @Nullable String[] values;
        private long number;
        private @Nullable String problem;

        Collecting(int columns) {
            values = new String[columns];
        }

        void end() {
            lines.add(new Line(number, Arrays.asList(values), problem));
        }

        @Override
        public void begin(long line) {
            number = line;
            values = new String[values.length];
            problem = null;
        }

        @Override
        public int column(String name) {
            return UNKNOWN;
        }

        @Override
        public void value(int column, char[] chars, int offset, int length) {
            String text = new String(chars, offset, length);
            if (Utf8Reader.malformed(text)) {
                rejectRow("is not valid UTF-8");
            }
            values[column] = text.isEmpty() ? null : text;
        }

        @Override
        public void reject(@Nullable String field, String reason) {
            if (problem == null) {
                problem = (field == null ? "a field" : "'" + field + "'") + " " + reason;
            }
        }

        @Override
        public void rejectRow(String reason) {
            problem = reason;
        }
    }
}
