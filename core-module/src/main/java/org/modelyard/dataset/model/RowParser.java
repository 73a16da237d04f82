package org.modelyard.dataset.model;

import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Texts;

/** Turns a record's characters into the typed values of one row, or into the reason why that cannot be. */
final class RowParser implements FieldSink {

    /** The column that holds the target. */
    static final int TARGET = -2;

    private final ExampleRow row;
    private final FeatureType[] types;
    private final List<String> names;
    private final int[] features;
    private final Map<String, Integer> columns = new HashMap<>();
    private final long[] seen;
    private final boolean ignoreUnknown;
    private long records;
    private long line;
    private boolean hasTarget;
    private @Nullable RowError error;

    /**
     * @param names of the columns in the file's order
     * @param features the schema's feature of each column, {@link #TARGET}, or {@link #UNKNOWN} for what is left out
     */
    RowParser(Schema schema, List<String> names, int[] features, boolean ignoreUnknown) {
        this.row = new ExampleRow(schema);
        this.types = schema.features().stream().map(FeatureSpec::type).toArray(FeatureType[]::new);
        this.names = names;
        this.features = features;
        this.seen = new long[features.length];
        this.ignoreUnknown = ignoreUnknown;
        for (int i = 0; i < features.length; i++) {
            columns.put(names.get(i), i);
        }
    }

    ExampleRow row() {
        return row;
    }

    long line() {
        return line;
    }

    /** @return what is wrong with the record that was just taken in, or null */
    @Nullable
    RowError finish() {
        if (!hasTarget) {
            reject(row.schema().target(), "the target is missing");
        }
        return error;
    }

    @Override
    public void begin(long startLine) {
        line = startLine;
        records++;
        error = null;
        hasTarget = false;
        row.clear();
    }

    @Override
    public int column(String name) {
        Integer column = columns.get(name);
        if (column == null) {
            if (!ignoreUnknown) {
                reject(Texts.brief(name), "is no column of this dataset");
            }
            return UNKNOWN;
        }
        if (seen[column] == records) {
            reject(name, "is given twice");
        }
        seen[column] = records;
        return column;
    }

    @Override
    public void reject(@Nullable String field, String reason) {
        if (error == null) {
            error = new RowError(line, field, reason);
        }
    }

    @Override
    public void rejectRow(String reason) {
        error = new RowError(line, null, reason);
    }

    @Override
    public void value(int column, char[] chars, int offset, int length) {
        int feature = features[column];
        if (feature == UNKNOWN || length == 0 || error != null) {
            hasTarget |= feature == TARGET && length > 0;
            return;
        }
        if (feature == TARGET) {
            target(chars, offset, length);
            return;
        }
        FeatureType type = types[feature];
        if (type.textual()) {
            String text = new String(chars, offset, length);
            if (Utf8Reader.malformed(text)) {
                reject(names.get(column), "is not valid UTF-8");
            } else {
                row.texts()[feature] = text;
            }
            return;
        }
        double number =
                switch (type) {
                    case TIMESTAMP -> InstantText.parse(chars, offset, length);
                    case BOOLEAN -> truth(chars, offset, length);
                    default -> NumberText.parse(chars, offset, length);
                };
        if (Double.isNaN(number)) {
            explain(column, type, chars, offset, length);
        } else {
            row.numbers()[feature] = number;
        }
    }

    private void target(char[] chars, int offset, int length) {
        hasTarget = true;
        String name = row.schema().target();
        if (row.schema().task() == Task.REGRESSION) {
            double number = NumberText.parse(chars, offset, length);
            if (!Double.isNaN(number)) {
                row.target(number);
                return;
            }
        }
        String text = new String(chars, offset, length);
        if (Utf8Reader.malformed(text)) {
            reject(name, "is not valid UTF-8");
            return;
        }
        String problem = TargetText.parse(text, row);
        if (problem != null) {
            reject(name, problem);
        }
    }

    /** Blank is missing; everything else that came to nothing is an error. */
    private void explain(int column, FeatureType type, char[] chars, int offset, int length) {
        CharBuffer value = CharBuffer.wrap(chars, offset, length);
        if (Utf8Reader.malformed(value)) {
            reject(names.get(column), "is not valid UTF-8");
            return;
        }
        String text = value.toString();
        if (text.isBlank()) {
            return;
        }
        reject(
                names.get(column),
                switch (type) {
                    case TIMESTAMP -> "'" + Texts.brief(text) + "' is not an ISO-8601 instant";
                    case BOOLEAN -> "'" + Texts.brief(text) + "' is not true, false, 1 or 0";
                    default -> NumberText.reason(text);
                });
    }

    /** @return 1, 0, or NaN when it is neither */
    static double truth(char[] chars, int offset, int length) {
        String text =
                length > 7 ? "" : new String(chars, offset, length).strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "1" -> 1;
            case "false", "0" -> 0;
            default -> Double.NaN;
        };
    }
}
