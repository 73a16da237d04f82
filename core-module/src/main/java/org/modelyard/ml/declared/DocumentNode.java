package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * An object in a document, and where it stands: what is wrong with it is said with its place.
 *
 * @param path e.g. {@code scorer.rules[2]}
 */
record DocumentNode(JsonNode node, String path) {

    private static final int LONGEST = 2_000;

    DocumentNode {
        if (!node.isObject()) {
            throw new Refusal.Invalid(path, "This must be an object.");
        }
    }

    /** @throws Refusal.Invalid when there is another field than these */
    void only(String... known) {
        List<String> names = Arrays.asList(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new Refusal.Invalid(
                        path,
                        "There is no field '" + Texts.brief(name) + "' here; there are " + String.join(", ", names)
                                + ".");
            }
        });
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonNode raw(String name) {
        return node.path(name);
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw wrong(name, "Say this; it is a text.");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        if (!has(name)) {
            return null;
        }
        String text = node.path(name).textValue();
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw wrong(name, "This must be a text of 1 to " + LONGEST + " characters.");
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.path(name).isBoolean()) {
            throw wrong(name, "This must be true or false.");
        }
        return node.path(name).booleanValue();
    }

    double number(String name, double min, double max, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        double number = node.path(name).isNumber() ? node.path(name).doubleValue() : Double.NaN;
        if (!(number >= min && number <= max)) {
            throw wrong(name, "This must be a number from " + min + " to " + max + ".");
        }
        return number;
    }

    int count(String name, int min, int max, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.path(name).isInt()
                || node.path(name).intValue() < min
                || node.path(name).intValue() > max) {
            throw wrong(name, "This must be a whole number from " + min + " to " + max + ".");
        }
        return node.path(name).intValue();
    }

    @Nullable
    Duration time(String name, Duration longest) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            Duration time = Duration.parse(text);
            if (!time.isNegative() && !time.isZero() && time.compareTo(longest) <= 0) {
                return time;
            }
        } catch (DateTimeException e) {
            throw wrong(name, "This must be a duration like PT0.2S, of at most " + longest + ".");
        }
        throw wrong(name, "This must be a duration like PT0.2S, of at most " + longest + ".");
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(text.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw wrong(name, "'" + Texts.brief(text) + "' is none of " + Arrays.toString(type.getEnumConstants()) + ".");
    }

    DocumentNode child(String name) {
        if (!has(name)) {
            throw wrong(name, "Say this; it is an object.");
        }
        return new DocumentNode(node.path(name), at(name));
    }

    /** Objects; empty when there is no such field. */
    List<DocumentNode> children(String name, int most) {
        List<DocumentNode> children = new ArrayList<>();
        if (!has(name)) {
            return children;
        }
        if (!node.path(name).isArray() || node.path(name).size() > most) {
            throw wrong(name, "This must be an array of at most " + most + " objects.");
        }
        for (int i = 0; i < node.path(name).size(); i++) {
            children.add(new DocumentNode(node.path(name).path(i), at(name) + "[" + i + "]"));
        }
        return children;
    }

    /** Texts; empty when there is no such field. */
    List<String> texts(String name, int most) {
        List<String> texts = new ArrayList<>();
        if (!has(name)) {
            return texts;
        }
        for (JsonNode one : node.path(name)) {
            if (!one.isTextual() || one.textValue().isBlank() || texts.contains(one.textValue())) {
                throw wrong(name, "This must be an array of texts, each once.");
            }
            texts.add(one.textValue());
        }
        if (!node.path(name).isArray() || texts.size() > most) {
            throw wrong(name, "This must be an array of at most " + most + " texts.");
        }
        return texts;
    }

    String at(String name) {
        return path + "." + name;
    }

    Refusal.Invalid wrong(String name, String message) {
        return new Refusal.Invalid(at(name), at(name) + ": " + message);
    }
}
