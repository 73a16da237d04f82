package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.BanditExposures;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.Inference;
import org.modelyard.serving.entity.Inferences;
import org.modelyard.serving.model.StickyHash;

/** Reads the inference log in a transaction of its own, so that a second look sees what was committed since. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class InferenceReading {

    private static final double MICROS_PER_MILLI = 1_000;

    @Inject
    private Inferences inferences;

    @Inject
    private Deployments deployments;

    @Inject
    private FeedbackLog feedback;

    @Inject
    private Registry registry;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private BanditExposures bandits;

    public Optional<InferenceView> find(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return inferences.byId(caller.organisationId(), id).map(inference -> view(caller, inference));
    }

    private InferenceView view(Caller caller, Inference inference) {
        ModelVersionView version = registry.version(caller, inference.modelVersionId());
        Optional<Deployment> deployment = deployments.byId(inference.deploymentId());
        Optional<Experiment> experiment =
                Optional.ofNullable(inference.experimentId()).flatMap(experiments::byId);
        Optional<BanditExposures.Given> divided = experiment.flatMap(one -> divided(one, inference));
        return new InferenceView(
                inference.inferenceId(),
                version.model(),
                version.version(),
                inference.variant(),
                experiment.map(Experiment::name).orElse(null),
                divided.map(BanditExposures.Given::round).orElse(null),
                divided.map(one -> one.buckets() / (double) StickyHash.BUCKETS).orElse(null),
                inference.reason(),
                deployment
                        .map(Deployment::environment)
                        .or(() -> experiment.map(one -> one.plan().environment()))
                        .orElse(null),
                deployment.map(Deployment::publicId).orElse(null),
                inference.at(),
                inference.unit(),
                inference.outcome(),
                inference.inputs(),
                inference.label(),
                inference.number(),
                inference.score(),
                inference.scores(),
                inference.outputs(),
                inference.latencyMicros() / MICROS_PER_MILLI,
                SpentView.of(inference),
                inference.dimensions(),
                inference.traceId(),
                inference.attributes(),
                inference.occurredAt(),
                feedback.of(caller.organisationId(), inference.inferenceId()).stream()
                        .map(FeedbackView::of)
                        .toList());
    }

    private Optional<BanditExposures.Given> divided(Experiment experiment, Inference inference) {
        try {
            return bandits.ofAnswer(experiment.id(), inference.inferenceId());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** What was answered about one unit, newest first, without feedback. */
    public List<InferenceBrief> ofUnit(Caller caller, String unit, int most) {
        caller.require(Role.VIEWER);
        return briefs(caller, inferences.ofUnit(caller.organisationId(), unit, most));
    }

    /** As {@link Inferences#ofTrace}, of the caller's organisation. */
    public List<InferenceBrief> ofTrace(
            Caller caller, long modelId, String trace, Instant from, Instant until, int most) {
        caller.require(Role.VIEWER);
        return briefs(caller, inferences.ofTrace(caller.organisationId(), modelId, trace, from, until, most));
    }

    private List<InferenceBrief> briefs(Caller caller, List<Inference> found) {
        Map<Long, ModelVersionView> versions = new HashMap<>();
        return found.stream()
                .map(inference -> InferenceBrief.of(
                        inference,
                        versions.computeIfAbsent(inference.modelVersionId(), id -> registry.version(caller, id))))
                .toList();
    }
}
