package org.modelyard.serving.service;

import java.util.UUID;
import org.modelyard.serving.entity.Deployment;

/**
 * A deployment as monitoring needs to know it.
 *
 * @param id internal; so are those of model, version and environment
 */
public record WatchedDeployment(
        long id,
        UUID publicId,
        long organisationId,
        long modelId,
        String model,
        long versionId,
        String version,
        long environmentId,
        String environment) {

    static WatchedDeployment of(Deployment deployment) {
        return new WatchedDeployment(
                deployment.id(),
                deployment.publicId(),
                deployment.organisationId(),
                deployment.modelId(),
                deployment.model(),
                deployment.modelVersionId(),
                deployment.modelVersion(),
                deployment.environmentId(),
                deployment.environment());
    }
}
