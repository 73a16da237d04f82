package org.modelyard.batch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/**
 * What a job may be told.
 *
 * @param name as in {@code parameters} of a submission
 * @param meaning one sentence with form and unit
 */
public record JobParameter(String name, String meaning, boolean required) {

    /**
     * @throws Refusal.Invalid when a required one is missing or blank, or one is given that was not declared
     */
    public static void check(List<JobParameter> declared, Map<String, String> given) {
        List<FieldError> errors = new ArrayList<>();
        for (JobParameter parameter : declared) {
            boolean absent =
                    Optional.ofNullable(given.get(parameter.name())).orElse("").isBlank();
            if (absent && (parameter.required() || given.containsKey(parameter.name()))) {
                errors.add(new FieldError(field(parameter.name()), "is missing: " + parameter.meaning()));
            }
        }
        List<String> names = declared.stream().map(JobParameter::name).toList();
        for (String name : given.keySet().stream().sorted().toList()) {
            if (!names.contains(name)) {
                errors.add(new FieldError(field(name), "is not a parameter of this job"));
            }
        }
        if (!errors.isEmpty()) {
            String detail = errors.stream()
                    .map(error -> error.field() + " " + error.message())
                    .collect(Collectors.joining("; "));
            throw new Refusal.Invalid(detail, errors);
        }
    }

    /**
     * @param text as it was given; null for false
     * @throws Refusal.Invalid when it is neither true nor false
     */
    public static boolean flag(String name, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new Refusal.Invalid(field(name), name + " must be true or false.");
        }
        return "true".equals(text);
    }

    private static String field(String name) {
        return "parameters." + name;
    }
}
