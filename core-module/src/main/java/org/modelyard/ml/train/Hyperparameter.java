package org.modelyard.ml.train;

import org.modelyard.platform.model.Refusal;

/**
 * One knob of a trainer, declared once: validation, documentation and search read it from here.
 *
 * @param min smallest value, included
 * @param max largest value, included
 * @param preset the default
 * @param meaning one sentence for people
 */
public record Hyperparameter(String name, Kind kind, double min, double max, double preset, String meaning) {

    /** What values it takes. */
    public enum Kind {
        INTEGER,
        NUMBER
    }

    static Hyperparameter integer(String name, int min, int max, int preset, String meaning) {
        return new Hyperparameter(name, Kind.INTEGER, min, max, preset, meaning);
    }

    static Hyperparameter number(String name, double min, double max, double preset, String meaning) {
        return new Hyperparameter(name, Kind.NUMBER, min, max, preset, meaning);
    }

    /** The default, as {@link #accept} gives it. */
    public Number presetValue() {
        return boxed(preset);
    }

    /**
     * @return an Integer or a Double
     * @throws Refusal.Invalid naming {@code trainer.<name>} when it is no such number
     */
    public Number accept(Object given) {
        if (!(given instanceof Number number)
                || !(number.doubleValue() >= min && number.doubleValue() <= max)
                || (kind == Kind.INTEGER && number.doubleValue() != Math.rint(number.doubleValue()))) {
            throw new Refusal.Invalid("trainer." + name, "'" + name + "' must be " + range() + ".");
        }
        return boxed(number.doubleValue());
    }

    /** The range in words, e.g. {@code a whole number from 1 to 1000}. */
    public String range() {
        return kind == Kind.INTEGER
                ? "a whole number from " + (long) min + " to " + (long) max
                : "a number from " + min + " to " + max;
    }

    private Number boxed(double value) {
        if (kind == Kind.INTEGER) {
            return (int) value;
        }
        return value;
    }
}
