package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Which of a dataset's features the model sees: those that are included, or all but those that are excluded.
 *
 * @param include names; null with {@code exclude}
 * @param exclude names; null with {@code include}
 * @param encode by feature, how it is encoded, see {@link EncodingChoices}; null: as the trainer has it
 * @param interactions pairs of features that are multiplied; null: none
 */
public record FeatureChoice(
        @Nullable List<String> include,
        @Nullable List<String> exclude,
        @Nullable Map<String, Map<String, Object>> encode,
        @Nullable List<List<String>> interactions) {

    public FeatureChoice(@Nullable List<String> include, @Nullable List<String> exclude) {
        this(include, exclude, null, null);
    }

    public static FeatureChoice all() {
        return new FeatureChoice(null, null);
    }

    /**
     * What it says of the encoding.
     *
     * @param schema of the chosen features
     */
    public EncodingChoices encoding(Schema schema) {
        return EncodingChoices.parse(encode, interactions, schema.features());
    }

    /** What is wrong with it for this schema; empty when it can be used. */
    List<FieldError> problems(Schema schema) {
        List<FieldError> problems = new ArrayList<>();
        if (include != null && exclude != null) {
            problems.add(new FieldError("features", "Give 'include' or 'exclude', not both."));
        }
        unknown("features.include", include, schema, problems);
        unknown("features.exclude", exclude, schema, problems);
        if (problems.isEmpty() && chosen(schema).isEmpty()) {
            problems.add(new FieldError("features", "No feature is left to learn from."));
        }
        if (problems.isEmpty()) {
            try {
                EncodingChoices.parse(encode, interactions, chosen(schema));
            } catch (Refusal.Invalid e) {
                problems.addAll(e.errors());
            }
        }
        return problems;
    }

    private static void unknown(String field, @Nullable List<String> names, Schema schema, List<FieldError> problems) {
        if (names == null) {
            return;
        }
        for (String name : names) {
            if (schema.indexOf(name) < 0) {
                problems.add(new FieldError(field, "The dataset has no feature '" + Texts.brief(name) + "'."));
            }
        }
    }

    /** The chosen features of the table, in its order. */
    public Table of(Table table) {
        if (include == null && exclude == null) {
            return table;
        }
        List<FeatureSpec> features = chosen(table.schema());
        List<Column> columns = features.stream()
                .map(feature -> table.columns().get(table.schema().indexOf(feature.name())))
                .toList();
        Schema schema = new Schema(table.schema().task(), table.schema().target(), features);
        return new Table(schema, columns, table.target(), table.weights(), table.outputs());
    }

    /** The schema of what the model sees. */
    Schema seen(Schema schema) {
        return new Schema(schema.task(), schema.target(), chosen(schema));
    }

    private List<FeatureSpec> chosen(Schema schema) {
        return schema.features().stream()
                .filter(feature -> include == null || include.contains(feature.name()))
                .filter(feature -> exclude == null || !exclude.contains(feature.name()))
                .toList();
    }
}
