package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Small tables for drift tests. */
final class Samples {

    private final List<FeatureSpec> features = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    Samples numeric(String name, double[] values) {
        return add(name, FeatureType.NUMERIC, new Column.Numbers(values));
    }

    Samples bool(String name, double[] values) {
        return add(name, FeatureType.BOOLEAN, new Column.Numbers(values));
    }

    Samples text(String name, String[] values) {
        return add(name, FeatureType.TEXT, new Column.Texts(values));
    }

    Samples categorical(String name, String[] values) {
        List<String> dictionary = new ArrayList<>();
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int code = dictionary.indexOf(values[i]);
            if (code < 0) {
                code = dictionary.size();
                dictionary.add(values[i]);
            }
            codes[i] = code;
        }
        return add(name, FeatureType.CATEGORICAL, new Column.Categories(codes, dictionary.toArray(String[]::new)));
    }

    Table table() {
        int rows = columns.get(0).rows();
        return new Table(
                new Schema(Task.CLASSIFICATION, "target", Collections.unmodifiableList(features)),
                columns,
                new Column.Categories(new int[rows], new String[] {"no", "yes"}));
    }

    private Samples add(String name, FeatureType type, Column column) {
        features.add(new FeatureSpec(name, type));
        columns.add(column);
        return this;
    }
}
