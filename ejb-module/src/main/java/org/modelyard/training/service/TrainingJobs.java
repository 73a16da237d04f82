package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingDocument;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.TrainingState;
import org.modelyard.training.model.TrainingYaml;

/** Asking for training, and what came of it. */
@Stateless
public class TrainingJobs {

    private static final Map<TrainingState, String> WAITING =
            Map.of(TrainingState.CREATED, "made", TrainingState.QUEUED, "queued");

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private AskedTrainings asked;

    @Inject
    private TrainingSettings settings;

    @Inject
    private TrainingHints hints;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * Checks everything that can be known before the rows are read, then queues the job unless told not to.
     *
     * @throws Refusal.Invalid naming every wrong choice
     * @throws Refusal.NotFound when dataset or snapshot does not exist
     * @throws Refusal.Conflict when the model is of another task
     * @throws Refusal.Unavailable when too many jobs wait
     */
    public TrainingJobView create(Caller caller, TrainingRequest request) {
        caller.require(Role.OPERATOR);
        AskedTrainings.Asked wanted = asked.of(caller, request);
        requirePlace(caller);
        TrainingJob job = TrainingJob.ask(
                caller.organisationId(),
                wanted.model(),
                wanted.dataset(),
                wanted.snapshot(),
                wanted.plan(),
                caller.actor());
        job.needs(wanted.memory());
        if (request.starts()) {
            job.queue(clock.instant());
        }
        jobs.add(job);
        audit.done(
                caller,
                "training.create",
                "training/" + job.publicId(),
                wanted.plan().trainer().type() + " for " + wanted.model() + " on " + wanted.dataset() + ", "
                        + WAITING.get(job.state()));
        hints.changed(job);
        return TrainingJobView.of(job);
    }

    /** Newest first; null leaves a filter out. */
    public Page<TrainingJobView> list(
            Caller caller, @Nullable TrainingState state, @Nullable String model, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                jobs.page(caller.organisationId(), state, model, page), page, TrainingJob::id, TrainingJobView::of);
    }

    public TrainingJobView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return jobs.byPublicId(caller.organisationId(), id)
                .map(TrainingJobView::of)
                .orElseThrow(() -> new Refusal.NotFound("training job", id.toString()));
    }

    /** The request that asks for the same again, as YAML. */
    public String config(Caller caller, UUID id) {
        TrainingJobView job = get(caller, id);
        return TrainingYaml.write(TrainingDocument.of(job.model(), job.dataset(), job.snapshot(), job.plan()));
    }

    /** A new job with the same choices, on the same snapshot unless it takes a window of what came last. */
    public TrainingJobView again(Caller caller, UUID id) {
        TrainingJobView job = get(caller, id);
        return create(
                caller,
                RegistryJson.read(
                        RegistryJson.write(TrainingDocument.of(job.model(), job.dataset(), job.snapshot(), job.plan())),
                        TrainingRequest.class));
    }

    /** Queues a job that was made without starting it, or was stopped. */
    public TrainingJobView start(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        TrainingJob job = locked(caller, id);
        requirePlace(caller);
        job.queue(clock.instant());
        audit.done(caller, "training.start", "training/" + id, job.modelName());
        hints.changed(job);
        return TrainingJobView.of(job);
    }

    /** A waiting job ends at once, a running one within a second; the answer says which. */
    public TrainingJobView cancel(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        TrainingJob job = locked(caller, id);
        job.cancel(clock.instant());
        audit.done(caller, "training.cancel", "training/" + id, job.modelName());
        hints.changed(job);
        return TrainingJobView.of(job);
    }

    private void requirePlace(Caller caller) {
        long waiting = jobs.count(caller.organisationId(), List.of(TrainingState.QUEUED));
        if (waiting >= settings.queue()) {
            throw new Refusal.Unavailable(
                    waiting + " training jobs wait already; modelyard.training.queue allows no more.",
                    settings.heartbeat());
        }
    }

    private TrainingJob locked(Caller caller, UUID id) {
        return jobs.locked(id)
                .filter(job -> job.organisationId() == caller.organisationId())
                .orElseThrow(() -> new Refusal.NotFound("training job", id.toString()));
    }
}
