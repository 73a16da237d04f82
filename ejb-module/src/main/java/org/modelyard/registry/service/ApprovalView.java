package org.modelyard.registry.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.entity.Approval;
import org.modelyard.registry.model.ApprovalDecision;

/** What somebody thinks of a version for an environment. */
public record ApprovalView(
        String environment, String person, ApprovalDecision decision, @Nullable String comment, Instant createdAt) {

    static ApprovalView of(Approval approval) {
        return new ApprovalView(
                approval.environment(),
                approval.person(),
                approval.decision(),
                approval.comment(),
                approval.createdAt());
    }
}
