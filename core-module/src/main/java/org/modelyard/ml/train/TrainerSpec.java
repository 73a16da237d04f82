package org.modelyard.ml.train;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.ml.feature.EncodingSpec;

/**
 * A trainer and the value of every one of its hyperparameters. Made by {@link Trainers#spec}, which checks them.
 *
 * @param type e.g. {@code logistic-regression}
 * @param values by name, in the order of names; Integer, Double or String
 */
public record TrainerSpec(String type, Map<String, Object> values) {

    public TrainerSpec {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** @throws IllegalArgumentException when the trainer has no such number */
    public double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " of " + type + " is no number");
    }

    /** @throws IllegalArgumentException when the trainer has no such number */
    public int integer(String name) {
        return (int) number(name);
    }

    /** @throws IllegalArgumentException when the trainer has no such choice or list */
    public String text(String name) {
        if (value(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " of " + type + " is no text");
    }

    /** What was written down, or the default of a hyperparameter that came after this was written. */
    private Object value(String name) {
        Object value = values.get(name);
        if (value != null) {
            return value;
        }
        return Trainers.all().stream()
                .filter(trainer -> trainer.type().equals(type))
                .flatMap(trainer -> trainer.hyperparameters().stream())
                .filter(hyperparameter -> hyperparameter.name().equals(name))
                .map(Hyperparameter::presetValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no " + name));
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
