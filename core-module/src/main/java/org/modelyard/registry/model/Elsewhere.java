package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/**
 * What is declared of a model that lives elsewhere.
 *
 * @param location where, e.g. an address; never followed by the server
 * @param architecture e.g. {@code transformer, 12 layers}
 * @param parameters how many
 * @param bytes of its files
 */
public record Elsewhere(
        @Nullable String location, @Nullable String architecture, @Nullable Long parameters, @Nullable Long bytes) {

    private static final int LONGEST = 2_000;

    /** @throws Refusal.Invalid naming all that is wrong */
    public Elsewhere checked() {
        List<FieldError> problems = new ArrayList<>();
        text("elsewhere.location", location, problems);
        text("elsewhere.architecture", architecture, problems);
        number("elsewhere.parameters", parameters, problems);
        number("elsewhere.bytes", bytes, problems);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        return this;
    }

    private static void text(String field, @Nullable String text, List<FieldError> problems) {
        if (text != null && (text.isBlank() || text.length() > LONGEST)) {
            problems.add(new FieldError(field, field + " has 1 to " + LONGEST + " characters."));
        }
    }

    private static void number(String field, @Nullable Long number, List<FieldError> problems) {
        if (number != null && number < 0) {
            problems.add(new FieldError(field, field + " is not below 0."));
        }
    }
}
