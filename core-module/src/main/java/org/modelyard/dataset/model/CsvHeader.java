package org.modelyard.dataset.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The first record of a CSV file: the names of its columns. What is wrong with it is wrong with the file. */
final class CsvHeader implements FieldSink {

    private static final int MAX_COLUMNS = Schema.MAX_FEATURES + 1;

    private final List<String> names = new ArrayList<>();

    /** @return the names, each once and none blank */
    List<String> checked() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (Utf8Reader.malformed(name)) {
                throw refused("is not valid UTF-8: save the file as UTF-8");
            }
            if (name.isBlank()) {
                throw refused("does not name column " + (i + 1) + "; the first line must name the columns");
            }
            if (!seen.add(name)) {
                throw refused("names '" + Texts.brief(name) + "' twice");
            }
        }
        return List.copyOf(names);
    }

    @Override
    public void begin(long line) {
        names.clear();
    }

    @Override
    public int column(String name) {
        return UNKNOWN;
    }

    @Override
    public void value(int column, char[] chars, int offset, int length) {
        if (column >= MAX_COLUMNS) {
            throw refused("has more than " + MAX_COLUMNS + " columns");
        }
        // one character beyond the limit is enough to be refused as a name
        names.add(new String(chars, offset, Math.min(length, FeatureSpec.MAX_NAME + 1)));
    }

    @Override
    public void reject(@Nullable String field, String reason) {
        throw refused("cannot be used: it " + reason);
    }

    @Override
    public void rejectRow(String reason) {
        throw refused("cannot be used: it " + reason);
    }

    private static Refusal.Invalid refused(String what) {
        return new Refusal.Invalid("file", "The header line " + what + ".");
    }
}
