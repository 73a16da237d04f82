package org.modelyard.training.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.training.model.TrainingPlan;

/** What was asked of a training job, which never changes. */
@MappedSuperclass
public abstract class AskedTraining {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "training_job_seq")
    @SequenceGenerator(name = "training_job_seq", sequenceName = "training_job_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_name")
    private String modelName;

    @Column(name = "dataset_name")
    private String datasetName;

    @Lob
    private String spec;

    /** Null for jobs from before it was kept. */
    private @Nullable String trainer;

    private int priority;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected AskedTraining() {}

    AskedTraining(long organisationId, String model, String dataset, TrainingPlan plan, String actor) {
        this.publicId = Ids.next();
        this.organisationId = organisationId;
        this.modelName = model;
        this.datasetName = dataset;
        this.spec = plan.toJson();
        this.trainer = plan.trainer().type();
        this.priority = plan.priority();
        this.createdBy = actor;
        this.createdAt = Ids.madeAt(publicId);
    }

    /** As it was asked for; how the queue is ordered. */
    public int priority() {
        return priority;
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public String modelName() {
        return modelName;
    }

    public String datasetName() {
        return datasetName;
    }

    public String spec() {
        return spec;
    }

    public @Nullable String trainer() {
        return trainer;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
