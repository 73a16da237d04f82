package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/**
 * How a model is to be evaluated: by rows that are held out, or by a cross-validation. At most one of {@code groupBy} and
 * {@code orderBy}.
 *
 * @param holdout share of the rows, 0.01 to 0.9; null with {@code folds}
 * @param folds 2 to 20; null with {@code holdout}
 * @param groupBy feature whose values keep rows together, such as the customer; null: none
 * @param orderBy feature, a time or a number, that says which rows are later: those evaluate; null: none
 */
public record Validation(
        @Nullable Double holdout, @Nullable Integer folds, @Nullable String groupBy, @Nullable String orderBy) {

    public static final Validation DEFAULT = heldOut(0.2);
    private static final double LEAST_HOLDOUT = 0.01;
    private static final double MOST_HOLDOUT = 0.9;
    private static final int FEWEST_FOLDS = 2;
    private static final int MOST_FOLDS = 20;

    public static Validation heldOut(double share) {
        return new Validation(share, null, null, null);
    }

    public static Validation crossValidated(int folds) {
        return new Validation(null, folds, null, null);
    }

    /** What is wrong with it for this schema; empty when it can be used. */
    List<FieldError> problems(Schema schema) {
        List<FieldError> problems = new ArrayList<>();
        if (folds != null && (holdout != null || folds < FEWEST_FOLDS || folds > MOST_FOLDS)) {
            problems.add(new FieldError(
                    "validation.folds", "Give 'holdout', or 'folds' from " + FEWEST_FOLDS + " to " + MOST_FOLDS + "."));
        }
        if (folds == null && (holdout == null || !(holdout >= LEAST_HOLDOUT && holdout <= MOST_HOLDOUT))) {
            problems.add(new FieldError(
                    "validation.holdout",
                    "holdout is the share of rows that evaluate the model: " + LEAST_HOLDOUT + " to " + MOST_HOLDOUT
                            + "."));
        }
        if (groupBy != null && orderBy != null) {
            problems.add(new FieldError("validation.orderBy", "Give 'groupBy' or 'orderBy', not both."));
        }
        requireFeature("validation.groupBy", groupBy, schema, problems);
        if (requireFeature("validation.orderBy", orderBy, schema, problems) && !ordered(schema)) {
            problems.add(new FieldError("validation.orderBy", "Rows are ordered by a TIMESTAMP or a NUMERIC feature."));
        }
        return problems;
    }

    private boolean ordered(Schema schema) {
        FeatureType type =
                schema.features().get(schema.indexOf(String.valueOf(orderBy))).type();
        return type == FeatureType.TIMESTAMP || type == FeatureType.NUMERIC;
    }

    private static boolean requireFeature(
            String field, @Nullable String name, Schema schema, List<FieldError> problems) {
        if (name == null) {
            return false;
        }
        if (schema.indexOf(name) < 0) {
            problems.add(new FieldError(field, "The dataset has no feature '" + Texts.brief(name) + "'."));
            return false;
        }
        return true;
    }
}
