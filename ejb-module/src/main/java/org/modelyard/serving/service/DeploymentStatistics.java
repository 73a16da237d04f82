package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.HourlyHistogram;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.model.DeploymentState;

/** What others need to watch deployments: which serve, and what they saw. */
@Stateless
public class DeploymentStatistics {

    @Inject
    private Deployments deployments;

    @Inject
    private HourlyHistograms hours;

    /**
     * A deployment that serves.
     *
     * @param id internal
     * @param versionId internal
     */
    public record ActiveDeployment(
            long id,
            UUID publicId,
            long organisationId,
            long modelId,
            String model,
            long versionId,
            String version,
            long environmentId,
            String environment,
            @Nullable Instant activatedAt) {

        static ActiveDeployment of(Deployment deployment) {
            return new ActiveDeployment(
                    deployment.id(),
                    deployment.publicId(),
                    deployment.organisationId(),
                    deployment.modelId(),
                    deployment.model(),
                    deployment.modelVersionId(),
                    deployment.modelVersion(),
                    deployment.environmentId(),
                    deployment.environment(),
                    deployment.activatedAt());
        }
    }

    /** Of the caller's organisation, oldest first. */
    public List<ActiveDeployment> active(Caller caller) {
        caller.require(Role.VIEWER);
        return deployments.active(caller.organisationId()).stream()
                .map(ActiveDeployment::of)
                .toList();
    }

    /** Of all organisations, for the server's own timers. */
    public List<ActiveDeployment> activeEverywhere() {
        return deployments.in(DeploymentState.ACTIVE).stream()
                .map(ActiveDeployment::of)
                .toList();
    }

    /**
     * The sum over the full hours that begin in [since, until).
     *
     * @param layout of the version's profile
     * @return empty when no hour has counts, which is not the same as counts of 0
     */
    public Optional<Histograms> histograms(
            Caller caller, long deploymentId, long versionId, Instant since, Instant until, ProfileLayout layout) {
        caller.require(Role.VIEWER);
        Histograms sum = null;
        for (HourlyHistogram hour :
                hours.ofDeployment(caller.organisationId(), deploymentId, versionId, since, until)) {
            byte[] stored = hour.histograms();
            if (stored != null) {
                Histograms counts = Histograms.fromBytes(layout, stored);
                sum = sum == null ? counts : sum.plus(counts);
            }
        }
        return Optional.ofNullable(sum);
    }
}
