package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ModelNames;

/** A name under which versions of one task are kept. Its row is locked while a version number is given out. */
@Entity
@Table(name = "model")
public class Model {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "model_seq")
    @SequenceGenerator(name = "model_seq", sequenceName = "model_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Enumerated(EnumType.STRING)
    private Task task;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Model() {}

    private Model(long organisationId, String name, Task task, Instant now) {
        this.organisationId = organisationId;
        this.name = name;
        this.task = task;
        this.createdAt = now;
    }

    public static Model name(long organisationId, String name, Task task, Instant now) {
        return new Model(organisationId, ModelNames.require("model", name), task, now);
    }

    /** @throws Refusal.Conflict when this model answers another kind of question */
    public void requireTask(Task wanted) {
        if (task != wanted) {
            throw new Refusal.Conflict("The model '" + name + "' is for " + task + ", this is for " + wanted
                    + "; use another model name.");
        }
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public String name() {
        return name;
    }

    public Task task() {
        return task;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
