package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.modelyard.platform.model.Refusal;

/**
 * One knob of a trainer, declared once: validation, documentation and search read it from here.
 *
 * @param min smallest value, included; of a choice 0
 * @param max largest value, included; of a choice the position of its last option
 * @param options what a choice or a list takes, in the order they are offered; empty for numbers
 * @param presetValue the default, as {@link #accept} gives it
 * @param search where a search looks
 * @param meaning one sentence for people
 */
public record Hyperparameter(
        String name,
        Kind kind,
        double min,
        double max,
        List<String> options,
        Object presetValue,
        Search search,
        String meaning) {

    /** What values it takes. */
    public enum Kind {
        /** Integer. */
        INTEGER,
        /** Double. */
        NUMBER,
        /** String: one of the options. */
        CHOICE,
        /** String: one or more of the options, separated by a comma; an option may come twice. */
        LIST
    }

    /** How values are spread over a search range. */
    public enum Scale {
        LINEAR,
        /** Each factor of ten gets the same room; the range begins above zero. */
        LOG
    }

    /**
     * Where a search looks.
     *
     * @param worthwhile whether a search that was not told what to try tries this one
     * @param min not below the hyperparameter's
     * @param max not above the hyperparameter's
     */
    public record Search(boolean worthwhile, double min, double max, Scale scale) {}

    public Hyperparameter {
        options = List.copyOf(options);
        if (!(search.min >= min && search.min <= search.max && search.max <= max)
                || (search.scale == Scale.LOG && !(search.min > 0))) {
            throw new IllegalArgumentException("no search range for " + name);
        }
    }

    static Hyperparameter integer(String name, int min, int max, int preset, String meaning) {
        return number(name, Kind.INTEGER, min, max, preset, meaning);
    }

    static Hyperparameter number(String name, double min, double max, double preset, String meaning) {
        return number(name, Kind.NUMBER, min, max, preset, meaning);
    }

    private static Hyperparameter number(
            String name, Kind kind, double min, double max, Number preset, String meaning) {
        Search anywhere = new Search(false, min, max, Scale.LINEAR);
        return new Hyperparameter(name, kind, min, max, List.of(), preset, anywhere, meaning);
    }

    /** The first option is the default. */
    static Hyperparameter choice(String name, String meaning, String... options) {
        return worded(name, Kind.CHOICE, List.of(options), options[0], meaning);
    }

    static Hyperparameter list(String name, List<String> options, String preset, String meaning) {
        return worded(name, Kind.LIST, options, preset, meaning);
    }

    private static Hyperparameter worded(String name, Kind kind, List<String> options, String preset, String meaning) {
        Search all = new Search(false, 0, options.size() - 1, Scale.LINEAR);
        return new Hyperparameter(name, kind, 0, options.size() - 1, options, preset, all, meaning);
    }

    /** The same, worth a search in this range. */
    Hyperparameter withSearch(double from, double to, Scale scale) {
        return new Hyperparameter(
                name, kind, min, max, options, presetValue, new Search(true, from, to, scale), meaning);
    }

    /** The same, worth a search over everything it takes. */
    Hyperparameter withSearch() {
        return withSearch(min, max, Scale.LINEAR);
    }

    /** Smallest value that a search tries. */
    public double searchMin() {
        return search.min;
    }

    /** Largest value that a search tries. */
    public double searchMax() {
        return search.max;
    }

    public Scale scale() {
        return search.scale;
    }

    /**
     * The value at a share of the way through the search range; a choice is cut into equal parts.
     *
     * @param share 0-1, both included
     * @return as {@link #accept} gives it; of a list one option
     */
    public Object at(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share);
        }
        if (!options.isEmpty()) {
            int first = (int) search.min;
            int count = (int) search.max - first + 1;
            return options.get(first + Math.min(count - 1, (int) (share * count)));
        }
        double value = search.scale == Scale.LOG
                ? search.min * StrictMath.pow(search.max / search.min, share)
                : search.min + (search.max - search.min) * share;
        double within = Math.max(search.min, Math.min(search.max, value));
        return boxed(kind == Kind.INTEGER ? Math.rint(within) : within);
    }

    /**
     * @param given a number; for words a text, for a list also a collection of texts
     * @return an Integer, a Double or a String
     * @throws Refusal.Invalid naming {@code trainer.<name>} when it is nothing of the kind
     */
    public Object accept(Object given) {
        return switch (kind) {
            case INTEGER, NUMBER -> boxed(number(given));
            case CHOICE -> option(given);
            case LIST -> members(given);
        };
    }

    private double number(Object given) {
        if (!(given instanceof Number number)
                || !(number.doubleValue() >= min && number.doubleValue() <= max)
                || (kind == Kind.INTEGER && number.doubleValue() != Math.rint(number.doubleValue()))) {
            throw refusal();
        }
        return number.doubleValue();
    }

    private String option(Object given) {
        if (!(given instanceof String text) || !options.contains(text)) {
            throw refusal();
        }
        return text;
    }

    private String members(Object given) {
        Collection<?> parts = given instanceof String text
                ? Arrays.asList(text.split(",", -1))
                : given instanceof Collection<?> several ? several : List.of();
        List<String> members = new ArrayList<>();
        for (Object part : parts) {
            members.add(option(Objects.toString(part).strip()));
        }
        if (members.isEmpty()) {
            throw refusal();
        }
        return String.join(",", members);
    }

    private Refusal.Invalid refusal() {
        return new Refusal.Invalid("trainer." + name, "'" + name + "' must be " + range() + ".");
    }

    /**
     * What a person typed, as {@link Trainers#spec} takes it.
     *
     * @throws Refusal.Invalid naming {@code trainer.<name>} when it cannot be read
     */
    public Object typed(String text) {
        if (!options.isEmpty()) {
            return accept(text.strip());
        }
        try {
            return accept(Double.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            Refusal.Invalid refusal = refusal();
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** The range in words, e.g. {@code a whole number from 1 to 1000} or {@code one of a, b, c}. */
    public String range() {
        return switch (kind) {
            case INTEGER -> "a whole number from " + (long) min + " to " + (long) max;
            case NUMBER -> "a number from " + min + " to " + max;
            case CHOICE -> "one of " + String.join(", ", options);
            case LIST -> "one or more of " + String.join(", ", options) + ", separated by commas";
        };
    }

    private Number boxed(double value) {
        if (kind == Kind.INTEGER) {
            return (int) value;
        }
        return value;
    }
}
