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
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ModelNames;

/** A name under which versions of one task are kept. Its row is locked while a version number is given out. */
@Entity
@Table(name = "model")
public class Model {

    private static final String NONE = "[]";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "model_seq")
    @SequenceGenerator(name = "model_seq", sequenceName = "model_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Enumerated(EnumType.STRING)
    private Task task;

    @Lob
    private @Nullable String description;

    /** Arrays of strings, as JSON. */
    @Lob
    private @Nullable String owners;

    @Lob
    private @Nullable String tags;

    /** See {@link org.modelyard.registry.model.PromotionPolicy}, as JSON. */
    @Lob
    private @Nullable String policy;

    /** See {@link org.modelyard.serving.model.LogPolicy}, as JSON; null: the usual. */
    @Lob
    @Column(name = "log_policy")
    private @Nullable String logPolicy;

    /** See {@link org.modelyard.serving.model.Accounting}, as JSON; null: nothing is said. */
    @Lob
    private @Nullable String accounting;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Version
    @Column(name = "lock_version")
    private long lockVersion;

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

    /** Each takes the place of what was said before; lists are JSON. */
    public void say(@Nullable String description, String owners, String tags) {
        this.description = description;
        this.owners = owners;
        this.tags = tags;
    }

    /** What versions must fulfil before they serve; null for nothing beyond their gates. */
    public void govern(@Nullable String policy) {
        this.policy = policy;
    }

    /** What the inference log keeps of its inputs. */
    public void log(String policy) {
        this.logPolicy = policy;
    }

    public @Nullable String logPolicy() {
        return logPolicy;
    }

    /** What its answers cost, and by what they are added up. */
    public void account(String accounting) {
        this.accounting = accounting;
    }

    public @Nullable String accounting() {
        return accounting;
    }

    /** Seen no more until it is restored; its name stays taken. */
    public void delete(Instant now) {
        deletedAt = now;
    }

    public void restore() {
        deletedAt = null;
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

    /** Markdown. */
    public @Nullable String description() {
        return description;
    }

    /** Who answers for it: array of strings, as JSON. */
    public String owners() {
        return owners == null ? NONE : owners;
    }

    /** Array of strings, as JSON. */
    public String tags() {
        return tags == null ? NONE : tags;
    }

    public @Nullable String policy() {
        return policy;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    public long lockVersion() {
        return lockVersion;
    }
}
