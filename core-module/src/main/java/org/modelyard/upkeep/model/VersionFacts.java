package org.modelyard.upkeep.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.Stage;

/**
 * What an upkeep knows of one version.
 *
 * @param needs versions that it was made from, as {@code model/number}
 * @param goneSince when it, or its model, was deleted; null: neither was
 * @param cleaned whether its files went before and only its row is left
 * @param inUse whether an alias means it, it serves, it could be rolled back to, or open work reads it
 * @param lastUsed the latest of its creation, its changes, its deployments and the beginnings of hours in which it was asked
 */
public record VersionFacts(
        long id,
        long modelId,
        String model,
        String number,
        Stage stage,
        List<String> needs,
        Instant createdAt,
        @Nullable Instant goneSince,
        boolean cleaned,
        boolean inUse,
        Instant lastUsed) {

    public VersionFacts {
        needs = List.copyOf(needs);
    }

    /** {@code model/number}. */
    public String name() {
        return model + "/" + number;
    }
}
