package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
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
     * @param most of each kind
     */
    List<ExperimentView> experiments(Caller caller, String model, long version, int most) {
        return Stream.concat(
                        experiments.ofVersion(caller, version, most).stream(),
                        experiments.ofServing(caller, model, version, most).stream())
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
        Instant began = experiment.startedAt();
        String environment = experiment.plan().environment();
        return began == null || environment == null
                ? Stream.empty()
                : deployments.served(caller, model, environment, began, experiment.stoppedAt()).stream()
                        .map(version -> new VersionRef(model, version));
    }
}
