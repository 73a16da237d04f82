package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.condition.Condition;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

/**
 * Which units take part, by a condition on their attributes in the language of {@link Condition}. A missing attribute meets no
 * comparison.
 *
 * @param attributes their types; a unit may have others, which do not matter
 * @param condition null for everybody
 */
public record Targeting(Map<String, FeatureType> attributes, @Nullable String condition) {

    public static final Targeting EVERYBODY = new Targeting(Map.of(), null);

    public Targeting {
        attributes = new LinkedHashMap<>(attributes);
    }

    /** Ready to be asked about many units. */
    public Filter filter() {
        Schema schema = schema();
        return new Filter(schema, condition == null ? null : Condition.parse("targeting.condition", condition, schema));
    }

    private Schema schema() {
        List<FeatureSpec> specs = new ArrayList<>();
        attributes.forEach((name, type) -> specs.add(new FeatureSpec(name, type)));
        return new Schema(Task.CLASSIFICATION, "", specs);
    }

    /** A targeting that was read. */
    public static final class Filter {

        private final Schema schema;
        private final @Nullable Condition condition;

        private Filter(Schema schema, @Nullable Condition condition) {
            this.schema = schema;
            this.condition = condition;
        }

        /**
         * @param given attributes by name: texts, numbers and truths
         * @throws Refusal.Invalid when an attribute that matters has another type
         */
        public boolean takes(Map<String, ?> given) {
            if (condition == null) {
                return true;
            }
            List<Column> columns = new ArrayList<>();
            for (FeatureSpec spec : schema.features()) {
                columns.add(column(spec, given.get(spec.name())));
            }
            return condition
                    .rows(new Table(schema, columns, new Column.Numbers(new double[1])))
                    .get(0);
        }

        private static Column column(FeatureSpec spec, @Nullable Object value) {
            boolean fits = value == null
                    || switch (spec.type()) {
                        case NUMERIC -> value instanceof Number;
                        case BOOLEAN -> value instanceof Boolean;
                        default -> value instanceof String;
                    };
            if (!fits) {
                throw new Refusal.Invalid(
                        "attributes." + spec.name(),
                        "'" + spec.name() + "' is " + spec.type() + " in this experiment.");
            }
            if (spec.type() == FeatureType.CATEGORICAL) {
                return value == null
                        ? new Column.Categories(new int[] {-1}, new String[0])
                        : new Column.Categories(new int[] {0}, new String[] {(String) value});
            }
            return spec.type() == FeatureType.TEXT
                    ? new Column.Texts(new String[] {(String) value})
                    : new Column.Numbers(new double[] {
                        value == null
                                ? Double.NaN
                                : value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).doubleValue()
                    });
        }
    }
}
