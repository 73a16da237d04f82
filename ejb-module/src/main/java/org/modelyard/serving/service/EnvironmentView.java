package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.Environment;

/**
 * An environment and what serves in it.
 *
 * @param frozenFrom between these times no version comes in; null without a freeze
 * @param champions one a model, by the model's name
 */
public record EnvironmentView(
        String name,
        Instant createdAt,
        @Nullable Instant frozenFrom,
        @Nullable Instant frozenUntil,
        @Nullable String frozenNote,
        List<DeploymentView> champions) {

    /** Whether every organisation has it, so that it cannot be removed. */
    public boolean standard() {
        return Environment.STANDARD.contains(name);
    }

    static EnvironmentView of(Environment environment, List<DeploymentView> champions) {
        return new EnvironmentView(
                environment.name(),
                environment.createdAt(),
                environment.frozenFrom(),
                environment.frozenUntil(),
                environment.frozenNote(),
                champions);
    }
}
