package org.modelyard.registry.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two equal stamps: nothing that is shown of the version has changed between them. Artifacts only come and go; an alias that
 * went away and came back has been set at another time.
 *
 * @param versionId internal
 * @param changes of the version's own row
 * @param artifacts how many it has
 * @param newestArtifact internal id; 0 when there is none
 * @param aliases how many mean it
 * @param aliasIds sum of their ids
 * @param aliasSet when the last of them was set; null when there is none
 */
public record VersionStamp(
        long versionId,
        long changes,
        long artifacts,
        long newestArtifact,
        long aliases,
        long aliasIds,
        @Nullable Instant aliasSet) {}
