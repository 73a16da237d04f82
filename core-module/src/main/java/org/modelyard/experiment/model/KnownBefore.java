package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * What is known of a unit when it is assigned, stored with its exposure once: later calls change nothing, so that what a variant does to
 * a unit can move neither its segment nor its covariate.
 *
 * @param segments a value for each attribute of the plan, in its order, null where the unit has none
 * @param covariate a number that was settled before the assignment, such as last month's revenue; null where unknown
 */
public record KnownBefore(List<@Nullable String> segments, @Nullable Double covariate) {

    /** Attributes of one experiment. */
    public static final int MOST_SEGMENTS = 5;

    /** Characters of a value that are kept. */
    public static final int LONGEST_VALUE = 60;

    public static final KnownBefore NONE = new KnownBefore(List.of(), null);
    private static final double LARGEST = 1e12;
    private static final double EXACT = 1e15;

    public KnownBefore {
        segments = Collections.unmodifiableList(new ArrayList<>(segments));
    }

    /**
     * @param covariate as the call says it by itself; where the plan names an attribute for it, that one tells it
     * @throws Refusal.Invalid when a value is no text, number or truth, or the covariate is not from -10^12 to 10^12 or said twice
     */
    public static KnownBefore of(ExperimentPlan plan, Map<String, ?> attributes, @Nullable Double covariate) {
        String attribute = plan.covariate();
        if (attribute != null && covariate != null) {
            throw new Refusal.Invalid(
                    "covariate",
                    "The plan reads it from the attribute '" + Texts.brief(attribute)
                            + "', as predictions tell it: say it there.");
        }
        Object told = attribute == null ? covariate : attributes.get(attribute);
        Double known = covariate(told);
        if (told != null && known == null) {
            throw new Refusal.Invalid(
                    attribute == null ? "covariate" : "attributes." + Texts.brief(attribute),
                    "A covariate is a number from -10^12 to 10^12.");
        }
        List<@Nullable String> values = new ArrayList<>();
        for (String name : plan.segmented()) {
            values.add(value(name, attributes.get(name)));
        }
        return new KnownBefore(values, known);
    }

    /** The segment at a place; null where nothing is known of it. */
    public @Nullable String segment(int place) {
        return place < segments.size() ? segments.get(place) : null;
    }

    /** What can be one; null for all else. */
    static @Nullable Double covariate(@Nullable Object told) {
        return told instanceof Number number && Math.abs(number.doubleValue()) <= LARGEST ? number.doubleValue() : null;
    }

    /** As it is stored; null where there is none. */
    static @Nullable String value(String name, @Nullable Object given) {
        if (given == null) {
            return null;
        }
        String text;
        if (given instanceof String words) {
            text = words.strip();
        } else if (given instanceof Number number) {
            text = number(number.doubleValue());
        } else if (given instanceof Boolean truth) {
            text = truth.toString();
        } else {
            throw new Refusal.Invalid(
                    "attributes." + Texts.brief(name), "A segment's value is a text, a number or a truth.");
        }
        return text.isEmpty() ? null : Texts.cut(text, LONGEST_VALUE);
    }

    /** 30, 30.0 and 3e1 are one value. */
    private static String number(double value) {
        return Math.rint(value) == value && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
