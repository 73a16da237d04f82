package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.Hyperparameter;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Reads what a request says of the space, against what the trainer declares. Errors name {@code search.space.<name>}. */
final class SpaceReader {

    private static final String PATH = "search.space";
    private static final int STEPS = 5;
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_VALUES = 1_000;

    private SpaceReader() {}

    /**
     * @param document by hyperparameter: {@code {"min","max","scale","steps"}} or {@code {"values":[…]}}
     * @return null when anything is wrong, or nothing is named
     */
    static @Nullable SearchSpace read(Map<?, ?> document, List<Hyperparameter> declared, List<FieldError> errors) {
        int before = errors.size();
        List<Dimension> dimensions = new ArrayList<>();
        document.forEach((key, given) -> {
            String name = String.valueOf(key);
            Optional<Hyperparameter> known = declared.stream()
                    .filter(hyperparameter -> hyperparameter.name().equals(name))
                    .findFirst();
            if (known.isEmpty()) {
                refuse(
                        errors,
                        name,
                        "There is no hyperparameter '" + Texts.brief(name) + "'; there are "
                                + String.join(
                                        ", ",
                                        declared.stream()
                                                .map(Hyperparameter::name)
                                                .toList())
                                + ".");
            } else if (given instanceof Map<?, ?> options) {
                dimension(known.get(), options, errors).ifPresent(dimensions::add);
            } else {
                refuse(errors, name, "Give {\"min\",\"max\",\"scale\"} or {\"values\":[…]}.");
            }
        });
        if (document.isEmpty()) {
            errors.add(new FieldError(PATH, "Name at least one hyperparameter to search."));
        }
        // by name, so that the order in which a request names them changes nothing
        dimensions.sort(Comparator.comparing(Dimension::name));
        return errors.size() > before ? null : new SearchSpace(dimensions);
    }

    private static Optional<Dimension> dimension(Hyperparameter declared, Map<?, ?> options, List<FieldError> errors) {
        int before = errors.size();
        Fields fields = Fields.of(PATH + "." + declared.name(), options, errors);
        Dimension dimension = fields.has("values")
                ? choice(declared, fields.list("values"), errors)
                : range(declared, fields, errors);
        fields.end();
        return errors.size() > before ? Optional.empty() : Optional.ofNullable(dimension);
    }

    private static @Nullable Choice choice(Hyperparameter declared, @Nullable List<?> given, List<FieldError> errors) {
        if (given == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Object value : given) {
            try {
                values.add(declared.accept(value));
            } catch (Refusal.Invalid e) {
                refuse(errors, declared.name(), e.getMessage());
                return null;
            }
        }
        if (values.isEmpty()
                || values.size() > MOST_VALUES
                || values.stream().distinct().count() < values.size()) {
            refuse(errors, declared.name(), "Give 1 to " + MOST_VALUES + " different values.");
            return null;
        }
        return new Choice(declared.name(), values);
    }

    private static @Nullable Range range(Hyperparameter declared, Fields fields, List<FieldError> errors) {
        boolean whole = declared.kind() == Hyperparameter.Kind.INTEGER;
        if (!whole && declared.kind() != Hyperparameter.Kind.NUMBER) {
            refuse(errors, declared.name(), "'" + declared.name() + "' is no number: give {\"values\":[…]}.");
            return null;
        }
        Double min = fields.number("min", declared.min(), declared.max());
        Double max = fields.number("max", declared.min(), declared.max());
        Range.Scale scale = fields.choice("scale", Range.Scale.class, Range.Scale.LINEAR);
        int steps = fields.integer("steps", 2, MOST_STEPS, STEPS);
        double low = min == null ? declared.min() : min;
        double high = max == null ? declared.max() : max;
        if (whole && (low != Math.rint(low) || high != Math.rint(high))) {
            refuse(errors, declared.name(), "'" + declared.name() + "' is a whole number: so must min and max be.");
        } else if (low >= high) {
            refuse(errors, declared.name(), "'min' must be below 'max'; a single value is {\"values\":[" + low + "]}.");
        } else if (scale == Range.Scale.LOG && low <= 0) {
            refuse(errors, declared.name(), "A LOG scale needs a 'min' above 0.");
        } else {
            return new Range(declared.name(), low, high, whole, scale, steps);
        }
        return null;
    }

    private static void refuse(List<FieldError> errors, String name, @Nullable String message) {
        errors.add(new FieldError(PATH + "." + Texts.brief(name), String.valueOf(message)));
    }
}
