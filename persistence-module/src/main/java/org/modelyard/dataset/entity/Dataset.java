package org.modelyard.dataset.entity;

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
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.DatasetJson;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/**
 * Examples of one task under one schema. The row is locked while a chunk is added, so chunk numbers, occurrences and
 * counters need no other guard.
 */
@Entity
@Table(name = "dataset")
public class Dataset {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dataset_seq")
    @SequenceGenerator(name = "dataset_seq", sequenceName = "dataset_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Enumerated(EnumType.STRING)
    private Task task;

    private String target;

    @Lob
    @Column(name = "schema_document")
    private @Nullable String schema;

    private boolean review;
    private int chunks;
    private long accepted;
    private long pending;
    private long rejected;
    private long duplicates;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Dataset() {}

    private Dataset(long organisationId, String name, Task task, String target, boolean review, Instant now) {
        this.organisationId = organisationId;
        this.name = name;
        this.task = task;
        this.target = target;
        this.review = review;
        this.createdAt = now;
    }

    /**
     * @param features null: the first import infers them
     * @param review imported rows wait for a reviewer
     * @throws Refusal.Invalid when name, target or features are none
     */
    public static Dataset create(
            long organisationId,
            String name,
            Task task,
            String target,
            @Nullable List<FeatureSpec> features,
            boolean review,
            Instant now) {
        requireTarget(target);
        Dataset dataset = new Dataset(organisationId, Names.require("name", name), task, target, review, now);
        if (features != null) {
            if (features.isEmpty()) {
                throw new Refusal.Invalid("features", "Name at least one feature, or leave features out.");
            }
            dataset.schema = DatasetJson.write(new Schema(task, target, features));
        }
        return dataset;
    }

    private static void requireTarget(String target) {
        if (target.isBlank()
                || target.length() > FeatureSpec.MAX_NAME
                || target.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal.Invalid(
                    "target", "The target is the name of a column: 1-" + FeatureSpec.MAX_NAME + " characters.");
        }
    }

    /** Empty until an import has inferred it. */
    public Optional<Schema> schema() {
        return Optional.ofNullable(schema).map(json -> DatasetJson.read("schema", json, Schema.class));
    }

    /**
     * Fixes what an import inferred; of no effect when it is the same as before.
     *
     * @throws Refusal.Conflict when the dataset has another schema
     */
    public void adopt(Schema inferred) {
        String json = DatasetJson.write(inferred);
        if (schema == null) {
            schema = json;
        } else if (!schema.equals(json)) {
            throw new Refusal.Conflict("The dataset '" + name + "' got another schema in the meantime.");
        }
    }

    /** The status that an imported row starts with. */
    public ExampleStatus arrival() {
        return review ? ExampleStatus.PENDING : ExampleStatus.ACCEPTED;
    }

    /**
     * Counts a new chunk's examples in.
     *
     * @param again how many of them repeat content that was there
     */
    public void addChunk(int examples, int again) {
        if (review) {
            pending += examples;
        } else {
            accepted += examples;
        }
        duplicates += again;
        chunks++;
    }

    /** How many there are: the next one's number. */
    public int chunks() {
        return chunks;
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

    public String target() {
        return target;
    }

    public boolean review() {
        return review;
    }

    public long accepted() {
        return accepted;
    }

    public long pending() {
        return pending;
    }

    public long rejected() {
        return rejected;
    }

    /** Examples whose content another example had before them. */
    public long duplicates() {
        return duplicates;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
