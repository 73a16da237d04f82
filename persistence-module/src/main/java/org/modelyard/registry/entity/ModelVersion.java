package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;
import org.semver4j.Semver;

/**
 * One version of a model. What it is never changes; what is said of it, its stage, and metrics that somebody else has declared
 * do. It begins as DRAFT, READY, REJECTED or EXTERNAL; being champion somewhere makes it STAGING or PRODUCTION; a deprecated one
 * goes on where it serves; an archived one serves nowhere. Documents are JSON text.
 */
@Entity
@Table(name = "model_version")
public class ModelVersion {

    /**
     * What is known of a version when it is registered, as JSON text.
     *
     * @param labels array of strings
     * @param reasons array of strings: why gates failed
     */
    public record Documents(
            String labels, String signature, String metrics, String lineage, String tags, String reasons) {}

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "model_version_seq")
    @SequenceGenerator(name = "model_version_seq", sequenceName = "model_version_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "model_id")
    private Model model;

    /** The model's id once more, for searches that need no other column of it. */
    @Column(name = "model_id", insertable = false, updatable = false)
    private long modelId;

    private int major;
    private int minor;
    private int patch;

    @Column(name = "version_text")
    private String text;

    @Embedded
    private VersionLife life;

    @Lob
    private String labels;

    @Lob
    private String signature;

    @Lob
    private String metrics;

    @Lob
    private String lineage;

    @Lob
    private String reasons;

    @Embedded
    private VersionWords words;

    @Convert(converter = UuidColumn.class)
    @Column(name = "training_job_id")
    private @Nullable UUID trainingJobId;

    @Column(name = "bundle_sha")
    private @Nullable String bundleSha;

    /** Of the run elsewhere that told of it. */
    @Convert(converter = UuidColumn.class)
    @Column(name = "run_id")
    private @Nullable UUID runId;

    private boolean verified;

    /** Whether the search knows it. */
    private boolean indexed;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "lock_version")
    private long lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected ModelVersion() {}

    private ModelVersion(Model model, Semver number, Stage stage, Documents documents, Instant now) {
        this.organisationId = model.organisationId();
        this.model = model;
        this.modelId = model.id();
        this.major = number.getMajor();
        this.minor = number.getMinor();
        this.patch = number.getPatch();
        this.text = number.getVersion();
        this.life = new VersionLife(stage);
        this.labels = documents.labels();
        this.signature = documents.signature();
        this.metrics = documents.metrics();
        this.lineage = documents.lineage();
        this.words = new VersionWords(documents.tags());
        this.reasons = documents.reasons();
        this.createdAt = now;
        this.indexed = true;
    }

    /** @param bundleSha address of the bundle in the artifact store */
    public static ModelVersion trained(
            Model model, Semver number, Stage stage, Documents documents, UUID job, String bundleSha, Instant now) {
        ModelVersion version = new ModelVersion(model, number, stage, documents, now);
        version.trainingJobId = job;
        version.bundleSha = bundleSha;
        version.verified = true;
        return version;
    }

    /**
     * Trained elsewhere: its metrics are what somebody says of it.
     *
     * @param run that told of it, or null
     * @param bundleSha address of the bundle in the artifact store; null when the model lives elsewhere
     */
    public static ModelVersion declared(
            Model model,
            Semver number,
            Documents documents,
            @Nullable UUID run,
            @Nullable String bundleSha,
            Instant now) {
        ModelVersion version =
                new ModelVersion(model, number, bundleSha == null ? Stage.EXTERNAL : Stage.DRAFT, documents, now);
        version.runId = run;
        version.bundleSha = bundleSha;
        return version;
    }

    /**
     * Takes the place of declared metrics, and makes a draft READY or REJECTED; of no effect when it was measured before.
     *
     * @param measured here, by name, as JSON
     * @param failed why it is not good enough
     */
    public void measure(String measured, List<String> failed) {
        if (!verified) {
            metrics = measured;
            verified = true;
            if (life.examined(failed.isEmpty())) {
                reasons = RegistryJson.write(failed);
            }
        }
    }

    /**
     * A draft that was asked about too few rows stays one, and says so until it is measured; of no effect on others.
     *
     * @param why it is not READY yet
     */
    public void undecided(List<String> why) {
        if (!verified && stage() == Stage.DRAFT) {
            reasons = RegistryJson.write(why);
        }
    }

    /** @throws Refusal.Conflict when a gate rejected it or there is nothing to serve */
    public void requireServable() {
        if (life.deletedAt() != null || model.deletedAt() != null) {
            throw new Refusal.Conflict(model.name() + " " + text + " was deleted and cannot be served.");
        }
        if (!stage().answers()) {
            throw new Refusal.Conflict(
                    model.name() + " " + text + " is " + stage() + " and cannot be served: " + reasons);
        }
        if (bundleSha == null) {
            throw new Refusal.Conflict(model.name() + " " + text + " has no model artifact to serve.");
        }
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public Model model() {
        return model;
    }

    /** The version number as text, e.g. {@code 1.0.0}. */
    public String text() {
        return text;
    }

    public Semver number() {
        return new Semver(text);
    }

    public Stage stage() {
        return life.stage();
    }

    /** Its stage, and the verbs that change it. */
    public VersionLife life() {
        return life;
    }

    public String labels() {
        return labels;
    }

    public String signature() {
        return signature;
    }

    public String metrics() {
        return metrics;
    }

    public String lineage() {
        return lineage;
    }

    /** What people say of it. */
    public VersionWords words() {
        return words;
    }

    public String reasons() {
        return reasons;
    }

    public @Nullable UUID trainingJobId() {
        return trainingJobId;
    }

    /** Whether its metrics were measured here. */
    public boolean verified() {
        return verified;
    }

    public @Nullable String bundleSha() {
        return bundleSha;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long lockVersion() {
        return lockVersion;
    }
}
