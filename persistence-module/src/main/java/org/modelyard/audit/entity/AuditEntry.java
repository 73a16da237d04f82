package org.modelyard.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Texts;

/** Who did or tried what, to what, from where. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

    public static final String DONE = "DONE";
    public static final String REFUSED = "REFUSED";
    private static final int SUBJECT = 290;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_seq")
    @SequenceGenerator(name = "audit_entry_seq", sequenceName = "audit_entry_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Convert(converter = InstantColumn.class)
    private Instant at;

    private String actor;

    private String address;

    private String action;

    private String subject;

    private String outcome;

    @Lob
    private @Nullable String detail;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    /**
     * @param action a verb with its feature, e.g. {@code dataset.create}
     * @param subject what it was done to, e.g. {@code dataset/tickets}
     * @param outcome {@link #DONE} or {@link #REFUSED}
     */
    public AuditEntry(
            Caller caller, String action, String subject, String outcome, @Nullable String detail, Instant now) {
        this.organisationId = caller.organisationId();
        this.at = now;
        this.actor = caller.actor();
        this.address = caller.address();
        this.action = action;
        this.subject = Texts.cut(subject, SUBJECT);
        this.outcome = outcome;
        this.detail = detail;
    }

    public long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String actor() {
        return actor;
    }

    public String address() {
        return address;
    }

    public String action() {
        return action;
    }

    public String subject() {
        return subject;
    }

    public String outcome() {
        return outcome;
    }

    public @Nullable String detail() {
        return detail;
    }
}
