package org.modelyard.platform.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of a request strictly: each field is taken by name and checked, and what is left over is unknown and refused.
 * Errors are collected, so that one answer names all of them; a field that is wrong reads as its default meanwhile. For one thread.
 */
public final class Fields {

    private final String path;
    private final Map<String, Object> left;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldError> errors;

    private Fields(String path, Map<String, Object> left, List<FieldError> errors) {
        this.path = path;
        this.left = left;
        this.errors = errors;
    }

    /**
     * @param path of the object, e.g. {@code search}; errors name {@code search.trials}. Empty: the request itself
     * @param errors where they are collected
     */
    public static Fields of(String path, Map<?, ?> document, List<FieldError> errors) {
        Map<String, Object> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (value != null) { // null is as good as left out
                fields.put(String.valueOf(name), value);
            }
        });
        return new Fields(path, fields, errors);
    }

    public String path(String name) {
        return path.isEmpty() ? Texts.brief(name) : path + "." + Texts.brief(name);
    }

    public void refuse(String name, String message) {
        errors.add(new FieldError(path(name), message));
    }

    public boolean has(String name) {
        return left.containsKey(name);
    }

    /** The value as it was given, whatever it is; null when it was not. */
    public @Nullable Object take(String name) {
        known.add(name);
        return left.remove(name);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int min, int max, int preset) {
        Object value = take(name);
        if (value == null) {
            return preset;
        }
        if (value instanceof Number number
                && number.doubleValue() >= min
                && number.doubleValue() <= max
                && number.doubleValue() == Math.rint(number.doubleValue())) {
            return number.intValue();
        }
        refuse(name, "'" + name + "' must be a whole number from " + min + " to " + max + ".");
        return preset;
    }

    /** A number from {@code min} to {@code max}; null when it was not given. */
    public @Nullable Double number(String name, double min, double max) {
        Object value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
            return number.doubleValue();
        }
        refuse(name, "'" + name + "' must be a number from " + min + " to " + max + ".");
        return null;
    }

    public boolean flag(String name, boolean preset) {
        Object value = take(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? preset : (Boolean) value;
        }
        refuse(name, "'" + name + "' must be true or false.");
        return preset;
    }

    /** A text; null when it was not given. */
    public @Nullable String text(String name) {
        Object value = take(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        refuse(name, "'" + name + "' must be a text.");
        return null;
    }

    /** One of the constants, written as they are or in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E preset) {
        Object value = take(name);
        if (value == null) {
            return preset;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (value instanceof String given && constant.name().equalsIgnoreCase(given)) {
                return constant;
            }
            names.add(constant.name());
        }
        refuse(name, "'" + name + "' must be one of " + String.join(", ", names) + ".");
        return preset;
    }

    /** An object of its own; empty when it was not given. */
    public Map<?, ?> object(String name) {
        Object value = take(name);
        if (value == null || value instanceof Map) {
            return value == null ? Map.of() : (Map<?, ?>) value;
        }
        refuse(name, "'" + name + "' must be an object.");
        return Map.of();
    }

    /** A list; null when it was not given. */
    public @Nullable List<?> list(String name) {
        Object value = take(name);
        if (value == null || value instanceof List) {
            return (List<?>) value;
        }
        refuse(name, "'" + name + "' must be a list.");
        return null;
    }

    /** Refuses what nobody took. */
    public void end() {
        for (String name : left.keySet()) {
            refuse(
                    name,
                    "There is no '" + Texts.brief(name) + "' here; there " + (known.size() == 1 ? "is " : "are ")
                            + String.join(", ", known) + ".");
        }
    }

    /**
     * The elements of a list of a request: JSON has null wherever it likes, whatever the type says.
     *
     * @throws Refusal.Invalid naming the first that is null, e.g. {@code guards[2]}
     */
    public static <T> List<T> all(String field, List<? extends @Nullable T> given) {
        List<T> all = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            @Nullable T one = given.get(i);
            if (one == null) {
                throw new Refusal.Invalid(field + "[" + i + "]", "This is null: give a value, or leave it out.");
            }
            all.add(one);
        }
        return all;
    }

    /** @throws Refusal.Invalid with all that was collected, when anything was */
    public static void check(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid(errors.get(0).message(), errors);
        }
    }
}
