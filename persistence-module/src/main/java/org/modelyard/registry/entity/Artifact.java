package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** That a version has an artifact, and where it lies in the store. */
@Entity
@Table(name = "artifact")
public class Artifact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "artifact_seq")
    @SequenceGenerator(name = "artifact_seq", sequenceName = "artifact_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_version_id")
    private long modelVersionId;

    private String kind;
    private String sha256;
    private long bytes;

    @Lob
    private @Nullable String facts;

    @SuppressWarnings("NullAway.Init")
    protected Artifact() {}

    private Artifact(ModelVersion version, String kind, String sha256, long bytes, @Nullable String facts) {
        this.organisationId = version.organisationId();
        this.modelVersionId = version.id();
        this.kind = kind;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.facts = facts;
    }

    /** @param version already persisted */
    public static Artifact of(ModelVersion version, String kind, String sha256, long bytes) {
        return new Artifact(version, kind, sha256, bytes, null);
    }

    /**
     * @param version already persisted
     * @param facts what is known beside the bytes, as JSON
     */
    public static Artifact withFacts(ModelVersion version, String kind, String sha256, long bytes, String facts) {
        return new Artifact(version, kind, sha256, bytes, facts);
    }

    /** Other bytes of the same kind, of an artifact that people bring. */
    public void replace(String newSha256, long newBytes, String newFacts) {
        sha256 = newSha256;
        bytes = newBytes;
        facts = newFacts;
    }

    public long id() {
        return id;
    }

    public long modelVersionId() {
        return modelVersionId;
    }

    public String kind() {
        return kind;
    }

    public String sha256() {
        return sha256;
    }

    public long bytes() {
        return bytes;
    }

    /** JSON; null where nothing is known but the bytes. */
    public @Nullable String facts() {
        return facts;
    }
}
