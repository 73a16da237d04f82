package org.modelyard.registry.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.entity.Scrub;
import org.modelyard.registry.entity.ScrubParts;
import org.modelyard.registry.model.ScrubProblem;

/**
 * A look at every file that an organisation's rows refer to.
 *
 * @param checked files so far
 * @param bytes of them
 * @param findings the first of them, by address; empty in a list
 * @param endedAt null while files are left
 */
public record ScrubView(
        UUID id,
        long checked,
        long bytes,
        long damaged,
        long missing,
        long unreadable,
        List<Finding> findings,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * A file that is not what it should be.
     *
     * @param actual what its bytes hash to; null for none
     * @param refers one of those who need it
     */
    public record Finding(String sha256, ScrubProblem problem, @Nullable String actual, String refers) {}

    static ScrubView of(Scrub scrub, ScrubParts.Totals totals, List<ScrubParts.Finding> findings) {
        return new ScrubView(
                scrub.publicId(),
                totals.checked(),
                totals.bytes(),
                totals.damaged(),
                totals.missing(),
                totals.unreadable(),
                findings.stream()
                        .map(found -> new Finding(found.sha256(), found.problem(), found.actual(), found.refers()))
                        .toList(),
                scrub.createdBy(),
                scrub.createdAt(),
                scrub.endedAt());
    }
}
