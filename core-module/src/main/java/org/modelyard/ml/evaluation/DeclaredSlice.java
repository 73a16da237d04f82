package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.condition.Condition;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;

/**
 * A slice that a user asks for.
 *
 * @param name what it is called in place of a feature
 */
public record DeclaredSlice(String name, Condition where) {

    /** More would drown the correction for many tests. */
    public static final int MOST = 50;

    public static final int MOST_NAME = 128;

    /**
     * Reads {@code [{"name": "short posts on x", "where": "platform = 'x' and length(text) < 40"}]}.
     *
     * @param path of the list, for messages, e.g. {@code slices}
     * @param list null: none
     * @throws Refusal.Invalid naming all that is wrong
     */
    public static List<DeclaredSlice> parse(String path, @Nullable List<?> list, Schema schema) {
        List<DeclaredSlice> slices = new ArrayList<>();
        if (list == null) {
            return slices;
        }
        if (list.size() > MOST) {
            throw new Refusal.Invalid(path, "There are at most " + MOST + " slices of your own; leave some out.");
        }
        List<FieldError> errors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> document)) {
                errors.add(new FieldError(at, "A slice is an object with 'name' and 'where'."));
                continue;
            }
            Fields fields = Fields.of(at, document, errors);
            String name = fields.text("name");
            String where = fields.text("where");
            fields.end();
            if (name == null || name.isBlank() || name.length() > MOST_NAME || !names.add(name)) {
                fields.refuse("name", "Give each slice a name of its own, of 1-" + MOST_NAME + " characters.");
            } else if (where == null) {
                fields.refuse("where", "Give the condition of the slice, such as length(text) < 40.");
            } else {
                condition(at + ".where", where, schema, errors)
                        .ifPresent(condition -> slices.add(new DeclaredSlice(name, condition)));
            }
        }
        Fields.check(errors);
        return slices;
    }

    private static Optional<Condition> condition(String field, String where, Schema schema, List<FieldError> errors) {
        try {
            return Optional.of(Condition.parse(field, where, schema));
        } catch (Refusal.Invalid e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }
}
