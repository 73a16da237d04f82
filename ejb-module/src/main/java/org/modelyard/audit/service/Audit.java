package org.modelyard.audit.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.entity.AuditEntries;
import org.modelyard.audit.entity.AuditEntry;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** The audit: a change is written in the change's own transaction, a refusal in one of its own. */
@Stateless
public class Audit {

    @Inject
    private AuditEntries entries;

    @Inject
    private Clock clock;

    /** Part of the caller's transaction: no change without its entry, no entry without its change. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void done(Caller caller, String action, String subject, @Nullable String detail) {
        entries.append(new AuditEntry(caller, action, subject, AuditEntry.DONE, detail, clock.instant()));
    }

    /** Stays though what was asked for rolls back. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(Caller caller, String action, String subject, @Nullable String detail) {
        entries.append(new AuditEntry(caller, action, subject, AuditEntry.REFUSED, detail, clock.instant()));
    }

    /** Newest first; ADMIN only. Null leaves a filter out. */
    public Page<AuditView> list(
            Caller caller,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable Instant since,
            PageRequest page) {
        caller.require(Role.ADMIN);
        return Page.of(
                entries.page(caller.organisationId(), actor, subject, since, page),
                page,
                AuditEntry::id,
                AuditView::of);
    }

    /**
     * What was done to some subjects, oldest first; ADMIN only.
     *
     * @param action null for whatever was done
     */
    public List<AuditView> done(Caller caller, Collection<String> subjects, @Nullable String action, int most) {
        caller.require(Role.ADMIN);
        return entries.done(caller.organisationId(), subjects, action, most).stream()
                .map(AuditView::of)
                .toList();
    }
}
