package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/** The columns of any table as a model's inputs: by name; what the table has besides is left out. */
public final class SignatureColumns {

    private SignatureColumns() {}

    /** @throws Refusal.Invalid when the table is of another task, or lacks or retypes an input that the model needs */
    public static Table of(Signature signature, Table table) {
        Schema schema = table.schema();
        if (schema.task() != signature.task()) {
            throw new Refusal.Invalid(
                    "dataset", "The rows are of " + schema.task() + " and the model of " + signature.task() + ".");
        }
        List<FeatureSpec> features = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Signature.Input input : signature.inputs()) {
            features.add(input.feature());
            columns.add(column(input, table));
        }
        return new Table(
                new Schema(schema.task(), schema.target(), features), columns, table.target(), table.weights());
    }

    private static Column column(Signature.Input input, Table table) {
        String name = input.feature().name();
        int index = table.schema().indexOf(name);
        if (index < 0) {
            if (input.required()) {
                throw new Refusal.Invalid("dataset", "The rows lack '" + name + "', which the model needs.");
            }
            return missing(input.feature().type(), table.rows());
        }
        FeatureType given = table.feature(index).type();
        if (given != input.feature().type()) {
            throw new Refusal.Invalid(
                    "dataset",
                    "'" + name + "' is " + given + " in the rows and "
                            + input.feature().type() + " in the model.");
        }
        return table.columns().get(index);
    }

    private static Column missing(FeatureType type, int rows) {
        return switch (type) {
            case TEXT -> new Column.Texts(new String[rows]);
            case CATEGORICAL -> {
                int[] codes = new int[rows];
                Arrays.fill(codes, -1);
                yield new Column.Categories(codes, new String[0]);
            }
            case NUMERIC, BOOLEAN, TIMESTAMP -> {
                double[] values = new double[rows];
                Arrays.fill(values, Double.NaN);
                yield new Column.Numbers(values);
            }
        };
    }
}
