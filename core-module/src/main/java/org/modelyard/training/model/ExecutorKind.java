package org.modelyard.training.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Where a fit runs. */
public enum ExecutorKind {
    /** In the server, at a low priority. */
    LOCAL,
    /** In a process of its own with a heap of its own: what it takes, it takes from nobody. */
    PROCESS;

    private static final List<String> TO_COME = List.of("KUBERNETES", "SAGEMAKER", "SPARK");

    /** @param problems gets what is wrong with the name */
    static ExecutorKind checked(@Nullable String name, List<FieldError> problems) {
        if (name == null) {
            return LOCAL;
        }
        String wanted = name.toUpperCase(Locale.ROOT);
        for (ExecutorKind kind : values()) {
            if (kind.name().equals(wanted)) {
                return kind;
            }
        }
        problems.add(new FieldError(
                "executor",
                TO_COME.contains(wanted)
                        ? wanted + " is not offered yet; use LOCAL or PROCESS."
                        : "There is no executor '" + Texts.brief(name) + "'; there are " + Arrays.toString(values())
                                + "."));
        return LOCAL;
    }
}
