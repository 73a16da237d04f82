package org.modelyard.audit.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.audit.entity.AuditEntry;

/** One line of the audit. */
public record AuditView(
        Instant at,
        String actor,
        String address,
        String action,
        String subject,
        String outcome,
        @Nullable String detail) {

    static AuditView of(AuditEntry entry) {
        return new AuditView(
                entry.at(),
                entry.actor(),
                entry.address(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.detail());
    }
}
