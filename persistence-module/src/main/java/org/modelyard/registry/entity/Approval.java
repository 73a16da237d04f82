package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.registry.model.ApprovalDecision;

/** What one person thinks of a version for an environment; the last word counts. */
@Entity
@Table(name = "approval")
public class Approval {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "approval_seq")
    @SequenceGenerator(name = "approval_seq", sequenceName = "approval_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_version_id")
    private long versionId;

    @Column(name = "environment_name")
    private String environment;

    private String person;

    @Enumerated(EnumType.STRING)
    private ApprovalDecision decision;

    @Lob
    @Column(name = "comment_text")
    private @Nullable String comment;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Approval() {}

    /** @param person the user's name, whichever token was used */
    public static Approval of(ModelVersion version, String environment, String person) {
        Approval approval = new Approval();
        approval.organisationId = version.organisationId();
        approval.versionId = version.id();
        approval.environment = environment;
        approval.person = person;
        return approval;
    }

    public void decide(ApprovalDecision decision, @Nullable String comment, Instant now) {
        this.decision = decision;
        this.comment = comment;
        this.createdAt = now;
    }

    public String environment() {
        return environment;
    }

    public String person() {
        return person;
    }

    public ApprovalDecision decision() {
        return decision;
    }

    public @Nullable String comment() {
        return comment;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
