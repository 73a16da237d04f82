package org.modelyard.lineage.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a lineage.
 *
 * @param id unique among its kind: a name, {@code model:version}, or an id
 * @param label for people
 * @param href where the API tells more; null when it is to be seen no more
 * @param time when it came to be; null where nobody knows
 * @param sha256 of its content; null where it has none
 * @param state stage or state; null where it has none
 */
public record LineageNode(
        NodeKind kind,
        String id,
        String label,
        @Nullable String href,
        @Nullable Instant time,
        @Nullable String sha256,
        @Nullable String state) {

    /** Names it in edges. */
    @JsonProperty
    public String key() {
        return kind + ":" + id;
    }
}
