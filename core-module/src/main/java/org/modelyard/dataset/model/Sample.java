package org.modelyard.dataset.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/** The first records of a file, kept until their types are known, then replayed. */
final class Sample implements FieldSink {

    /** What may be kept, in characters: rows beyond it are not part of the sample. */
    private static final long MAX_CHARS = 16L << 20;

    private static final int MAX_COLUMNS = Schema.MAX_FEATURES + 1;

    private record Value(int column, String text) {}

    private record Kept(long line, List<Value> values, List<RowError> errors) {}

    private final SchemaInference inference;
    private final boolean open;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Queue<Kept> records = new ArrayDeque<>();
    private @Nullable Kept current;
    private long chars;

    /** @param header where the file has one; otherwise the records bring the names */
    Sample(Task task, String target, List<String> header) {
        this.inference = new SchemaInference(task, target);
        this.open = header.isEmpty();
        header.forEach(this::add);
    }

    private int add(String name) {
        if (names.size() == MAX_COLUMNS) {
            throw new Refusal.Invalid("file", "The file has more than " + MAX_COLUMNS + " columns.");
        }
        names.add(name);
        columns.put(name, names.size() - 1);
        return inference.column(name);
    }

    /** Takes records until there are {@code rows} or enough characters. */
    void take(RecordSource source, int rows) {
        while (records.size() < rows && chars < MAX_CHARS && source.next(this)) {
            Kept kept = current();
            if (kept.errors().isEmpty()) {
                kept.values().stream()
                        .filter(value -> !value.text().isBlank())
                        .forEach(value -> inference.value(value.column(), value.text()));
            }
            records.add(kept);
        }
    }

    List<String> names() {
        return names;
    }

    Schema schema() {
        return inference.schema();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** @return false when all were replayed */
    boolean replay(FieldSink sink) {
        Kept kept = records.poll();
        if (kept == null) {
            return false;
        }
        sink.begin(kept.line());
        for (Value value : kept.values()) {
            if (open) {
                sink.column(names.get(value.column()));
            }
            char[] text = value.text().toCharArray();
            sink.value(value.column(), text, 0, text.length);
        }
        for (RowError error : kept.errors()) {
            if (error.field() == null) {
                sink.rejectRow(error.reason());
            } else {
                sink.reject(error.field(), error.reason());
            }
        }
        return true;
    }

    private Kept current() {
        if (current == null) {
            throw new IllegalStateException("no record");
        }
        return current;
    }

    @Override
    public void begin(long line) {
        current = new Kept(line, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public int column(String name) {
        Integer known = columns.get(name);
        return known != null ? known : add(name);
    }

    @Override
    public void textual(int column) {
        inference.textual(column);
    }

    @Override
    public void value(int column, char[] text, int offset, int length) {
        chars += length + 8L;
        current().values().add(new Value(column, new String(text, offset, length)));
    }

    @Override
    public void reject(@Nullable String field, String reason) {
        current().errors().add(new RowError(current().line(), field, reason));
    }

    @Override
    public void rejectRow(String reason) {
        reject(null, reason);
    }
}
