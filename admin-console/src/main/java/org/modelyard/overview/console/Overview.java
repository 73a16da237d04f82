package org.modelyard.overview.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.modelyard.audit.service.Audit;
import org.modelyard.audit.service.AuditView;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.training.model.TrainingState;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** What changed of late, and what of it went wrong. */
@Named
@RequestScoped
public class Overview {

    private static final PageRequest RECENT = new PageRequest(8, null);
    private static final PageRequest LOOKED_THROUGH = new PageRequest(50, null);
    private static final Duration LATE = Duration.ofDays(1);

    @Inject
    private TrainingJobs jobs;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Audit audit;

    @Inject
    private Viewer viewer;

    @Inject
    private Clock clock;

    private List<TrainingJobView> failedJobs = List.of();
    private List<DeploymentView> failedDeployments = List.of();
    private List<TrainingJobView> trainings = List.of();
    private List<DeploymentView> recent = List.of();
    private List<AuditView> changes = List.of();

    public void load() {
        Instant since = clock.instant().minus(LATE);
        failedJobs = jobs.list(viewer.caller(), TrainingState.FAILED, null, RECENT).items().stream()
                .filter(job -> job.createdAt().isAfter(since))
                .toList();
        List<DeploymentView> latest =
                deployments.list(viewer.caller(), null, null, LOOKED_THROUGH).items();
        failedDeployments = latest.stream()
                .filter(one ->
                        one.state() == DeploymentState.FAILED && one.createdAt().isAfter(since))
                .toList();
        recent = latest.stream().limit(RECENT.limit()).toList();
        trainings = jobs.list(viewer.caller(), null, null, RECENT).items();
        changes = viewer.isAdmin()
                ? audit.list(viewer.caller(), null, null, null, RECENT).items()
                : List.of();
    }

    public List<TrainingJobView> getFailedJobs() {
        return failedJobs;
    }

    public List<DeploymentView> getFailedDeployments() {
        return failedDeployments;
    }

    public List<TrainingJobView> getTrainings() {
        return trainings;
    }

    public List<DeploymentView> getDeployments() {
        return recent;
    }

    public List<AuditView> getChanges() {
        return changes;
    }
}
