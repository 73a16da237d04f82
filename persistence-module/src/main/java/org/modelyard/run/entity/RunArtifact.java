package org.modelyard.run.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.run.model.ArtifactPath;

/** That a run has an artifact of that name, and where it lies in the store. */
@Entity
@Table(name = "run_artifact")
public class RunArtifact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_artifact_seq")
    @SequenceGenerator(name = "run_artifact_seq", sequenceName = "run_artifact_seq", allocationSize = 50)
    private long id;

    @Column(name = "run_id")
    private long runId;

    private String path;
    private String sha256;
    private long bytes;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RunArtifact() {}

    private RunArtifact(Run run, ArtifactPath path, String sha256, long bytes, Instant now) {
        this.runId = run.id();
        this.path = path.text();
        this.sha256 = sha256;
        this.bytes = bytes;
        this.createdAt = now;
    }

    public static RunArtifact of(Run run, ArtifactPath path, String sha256, long bytes, Instant now) {
        return new RunArtifact(run, path, sha256, bytes, now);
    }

    /** Other bytes under the same name. */
    public void replace(String newSha256, long newBytes, Instant now) {
        sha256 = newSha256;
        bytes = newBytes;
        createdAt = now;
    }

    public String path() {
        return path;
    }

    public String sha256() {
        return sha256;
    }

    public long bytes() {
        return bytes;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
