package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Refusal;

/** What is declared for a model now. What was measured by an earlier declaration keeps a copy of it. */
@Entity
@Table(name = "business_declaration")
public class BusinessDeclaration {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "business_declaration_seq")
    @SequenceGenerator(
            name = "business_declaration_seq",
            sequenceName = "business_declaration_seq",
            allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_id")
    private long modelId;

    private String document;

    private long changes;

    @Column(name = "changed_by")
    private String changedBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected BusinessDeclaration() {}

    private BusinessDeclaration(Model model, BusinessMetrics declared, String by, Instant now) {
        this.organisationId = model.organisationId();
        this.modelId = model.id();
        this.document = declared.toJson();
        this.changedBy = by;
        this.changedAt = now;
    }

    /** @param by who declares it */
    public static BusinessDeclaration of(Model model, BusinessMetrics declared, String by, Instant now) {
        return new BusinessDeclaration(model, declared, by, now);
    }

    /** From now on something else holds. */
    public void replace(BusinessMetrics declared, String by, Instant now) {
        document = declared.toJson();
        changedBy = by;
        changedAt = now;
        changes++;
    }

    /** @throws Refusal.Stale unless this is what the caller saw; null for any */
    public void requireSeen(@Nullable Long seen) {
        if (seen != null && seen != changes) {
            throw new Refusal.Stale("The business metrics have changed since you read them.");
        }
    }

    public BusinessMetrics declared() {
        return BusinessMetrics.fromJson(document);
    }

    public long changes() {
        return changes;
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt;
    }
}
