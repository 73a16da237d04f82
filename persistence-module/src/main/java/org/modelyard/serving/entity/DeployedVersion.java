package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

/** Which version a deployment is about, and where. Names are copied: they never change, and routing reads one table alone. */
@MappedSuperclass
public abstract class DeployedVersion {

    @Column(name = "organisation_id")
    long organisationId;

    @Column(name = "environment_id")
    long environmentId;

    @Column(name = "environment_name")
    String environment;

    @Column(name = "model_id")
    long modelId;

    @Column(name = "model_name")
    String model;

    @Column(name = "model_version_id")
    long modelVersionId;

    @Column(name = "model_version")
    String modelVersion;

    @SuppressWarnings("NullAway.Init")
    DeployedVersion() {}

    /** The same model and environment as the other's. */
    void takePlaceOf(DeployedVersion other) {
        organisationId = other.organisationId;
        environmentId = other.environmentId;
        environment = other.environment;
        modelId = other.modelId;
        model = other.model;
    }

    public long organisationId() {
        return organisationId;
    }

    public long environmentId() {
        return environmentId;
    }

    public String environment() {
        return environment;
    }

    public long modelId() {
        return modelId;
    }

    public String model() {
        return model;
    }

    public long modelVersionId() {
        return modelVersionId;
    }

    public String modelVersion() {
        return modelVersion;
    }
}
