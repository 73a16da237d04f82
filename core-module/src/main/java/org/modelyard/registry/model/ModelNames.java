package org.modelyard.registry.model;

import java.util.Set;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/** Names of models. */
public final class ModelNames {

    /** Below {@code /models} in an address these mean something else. */
    private static final Set<String> TAKEN = Set.of("compare");

    private ModelNames() {}

    /**
     * Of a model that is to be made.
     *
     * @return the name, unchanged
     * @throws Refusal.Invalid unless it is a name, and one that addresses of the API do not use themselves
     */
    public static String require(String field, String name) {
        Names.require(field, name);
        if (TAKEN.contains(name)) {
            throw new Refusal.Invalid(
                    field,
                    "A model cannot be called '" + name + "': /models/" + name
                            + " is an address of the API. Choose another name.");
        }
        return name;
    }
}
