package org.modelyard.evaluation.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Names;

/** A snapshot under a name, on which the versions of a model are tested. It never changes. */
@Entity
@Table(name = "golden_set")
public class GoldenSet {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_set_seq")
    @SequenceGenerator(name = "golden_set_seq", sequenceName = "golden_set_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_name")
    private String model;

    private String name;

    @Column(name = "dataset_name")
    private String dataset;

    @Convert(converter = UuidColumn.class)
    @Column(name = "snapshot_id")
    private UUID snapshot;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected GoldenSet() {}

    private GoldenSet(Subject subject, String name, String by, Instant now) {
        this.organisationId = subject.organisationId();
        this.model = subject.model();
        this.name = Names.require("name", name);
        this.dataset = subject.dataset();
        this.snapshot = subject.snapshot();
        this.createdBy = by;
        this.createdAt = now;
    }

    /** Which rows, for which model. */
    public record Subject(long organisationId, String model, String dataset, UUID snapshot) {}

    /** @param by who fixes it */
    public static GoldenSet fix(Subject subject, String name, String by, Instant now) {
        return new GoldenSet(subject, name, by, now);
    }

    public long id() {
        return id;
    }

    public String model() {
        return model;
    }

    public String name() {
        return name;
    }

    public String dataset() {
        return dataset;
    }

    public UUID snapshot() {
        return snapshot;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
