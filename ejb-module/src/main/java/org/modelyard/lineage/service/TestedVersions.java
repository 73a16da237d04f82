package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/**
 * Which experiments have asked which versions: those that were settled at the start and, where a variant asks whatever serves, those that served
 * there while the experiment ran.
 */
@ApplicationScoped
public class TestedVersions {

    @Inject
    private Experiments experiments;

    @Inject
    private ModelDeployments deployments;

    /**
     * The experiments that have asked a version; those that named it first, each kind newest first.
     *
     * @param version internal id
     */
    List<ExperimentView> experiments(Caller caller, String model, long version, int most) {
        List<DeploymentView> served = deployments.ofVersion(caller, version, most);
        Stream<ExperimentView> whole = served.isEmpty()
                ? Stream.empty()
                : experiments.ofServing(caller, model, most).stream()
                        .filter(experiment -> served.stream().anyMatch(one -> during(experiment, one)));
        return Stream.concat(experiments.ofVersion(caller, version, most).stream(), whole)
                .distinct()
                .toList();
    }

    /** The versions that an experiment has asked, in the order of its variants. */
    List<VersionRef> versions(Caller caller, ExperimentView experiment) {
        return experiment.asked().stream()
                .flatMap(asked -> asked.version().equals(VariantTarget.CHAMPION)
                        ? served(caller, experiment, asked.model())
                        : Stream.of(new VersionRef(asked.model(), asked.version())))
                .distinct()
                .toList();
    }

    private Stream<VersionRef> served(Caller caller, ExperimentView experiment, String model) {
        PageRequest page = new PageRequest(PageRequest.MAX_LIMIT, null);
        return deployments.list(caller, model, experiment.plan().environment(), page).items().stream()
                .filter(one -> during(experiment, one))
                .map(one -> new VersionRef(model, one.version()));
    }

    private static boolean during(ExperimentView experiment, DeploymentView deployment) {
        Instant began = experiment.startedAt();
        Instant served = deployment.activatedAt();
        return began != null
                && served != null
                && Objects.equals(experiment.plan().environment(), deployment.environment())
                && before(served, experiment.stoppedAt())
                && before(began, deployment.endedAt());
    }

    /** @param end null: there is none yet */
    private static boolean before(Instant time, @Nullable Instant end) {
        return end == null || time.isBefore(end);
    }
}
