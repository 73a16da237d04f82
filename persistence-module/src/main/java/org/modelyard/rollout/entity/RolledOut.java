package org.modelyard.rollout.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.serving.entity.Deployment;

/** What a rollout is about: two versions of a model in an environment. None of it ever changes. */
@MappedSuperclass
public abstract class RolledOut {

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Convert(converter = UuidColumn.class)
    @Column(name = "deployment_public_id")
    private UUID deployment;

    @Column(name = "champion_id")
    private long championId;

    @Column(name = "model_id")
    private long modelId;

    @Column(name = "model_name")
    private String model;

    @Column(name = "environment_id")
    private long environmentId;

    @Column(name = "environment_name")
    private String environment;

    @Column(name = "champion_version_id")
    private long championVersionId;

    @Column(name = "champion_version")
    private String championVersion;

    @Column(name = "candidate_version_id")
    private long candidateVersionId;

    @Column(name = "candidate_version")
    private String candidateVersion;

    @SuppressWarnings("NullAway.Init")
    RolledOut() {}

    void between(Deployment champion, Deployment candidate) {
        organisationId = candidate.organisationId();
        deploymentId = candidate.id();
        deployment = candidate.publicId();
        championId = champion.id();
        modelId = candidate.modelId();
        model = candidate.model();
        environmentId = candidate.environmentId();
        environment = candidate.environment();
        championVersionId = champion.modelVersionId();
        championVersion = champion.modelVersion();
        candidateVersionId = candidate.modelVersionId();
        candidateVersion = candidate.modelVersion();
    }

    public long organisationId() {
        return organisationId;
    }

    /** Internal id of the candidate's deployment. */
    public long deploymentId() {
        return deploymentId;
    }

    /** The candidate's deployment. */
    public UUID deployment() {
        return deployment;
    }

    /** Internal id of the champion's deployment. */
    public long championId() {
        return championId;
    }

    public long modelId() {
        return modelId;
    }

    public String model() {
        return model;
    }

    public long environmentId() {
        return environmentId;
    }

    public String environment() {
        return environment;
    }

    public long championVersionId() {
        return championVersionId;
    }

    public String championVersion() {
        return championVersion;
    }

    public long candidateVersionId() {
        return candidateVersionId;
    }

    public String candidateVersion() {
        return candidateVersion;
    }
}
