package org.modelyard.ml.train;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.ml.feature.EncodingSpec;

/**
 * A trainer and the value of every one of its hyperparameters. Made by {@link Trainers#spec}, which checks them.
 *
 * @param type e.g. {@code logistic-regression}
 * @param values by name, in the order of names; Integer or Double
 */
public record TrainerSpec(String type, Map<String, Object> values) {

    public TrainerSpec {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** @throws IllegalArgumentException when the trainer has no such hyperparameter */
    public double number(String name) {
        if (values.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    /** @throws IllegalArgumentException when the trainer has no such hyperparameter */
    public int integer(String name) {
        return (int) number(name);
    }

    /**
     * How the features are encoded for this trainer.
     *
     * @param rows training rows; a bin is made only where it can hold {@value #ROWS_A_BIN} of them
     */
    public EncodingSpec encoding(int rows) {
        return new EncodingSpec(
                integer("wordNgrams"),
                Math.min(3, Math.max(2, integer("characterNgrams"))),
                integer("characterNgrams") < 2 ? 0 : integer("characterNgrams"),
                integer("minDocuments"),
                integer("maxTerms"),
                values.containsKey("bins") ? Math.min(integer("bins"), rows / ROWS_A_BIN) : 0,
                integer("minCategoryRows"),
                1_000);
    }

    static final int ROWS_A_BIN = 200;
}
