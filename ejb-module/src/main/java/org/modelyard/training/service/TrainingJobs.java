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
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.service.Registration;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.Holdout;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.TrainingState;

/** Asking for training, and what came of it. */
@Stateless
public class TrainingJobs {

    private static final Map<TrainingState, String> WAITING =
            Map.of(TrainingState.CREATED, "made", TrainingState.QUEUED, "queued");

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private Registration registration;

    @Inject
    private TrainingTables tables;

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
        String model = Names.require("model", required("model", request.model()));
        String dataset = Names.require("dataset", required("dataset", request.dataset()));
        TrainingTables.Source source = tables.dataset(caller, dataset);
        UUID snapshot = request.snapshot() == null ? null : Ids.parse("snapshot", request.snapshot());
        Asked asked = snapshot == null
                ? plan(request, source.schema(), source.accepted(), 0)
                : plan(request, tables.snapshot(caller, dataset, snapshot));
        TrainingPlan plan = asked.plan();
        registration.requireTask(caller, model, source.schema().task());
        requirePlace(caller);
        TrainingJob job = TrainingJob.ask(caller.organisationId(), model, dataset, snapshot, plan, caller.actor());
        job.needs(asked.memory());
        if (request.starts()) {
            job.queue(clock.instant());
        }
        jobs.add(job);
        audit.done(
                caller,
                "training.create",
                "training/" + job.publicId(),
                plan.trainer().type() + " for " + model + " on " + dataset + ", " + WAITING.get(job.state()));
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

    /** A waiting job ends at once, a running one at its next step; the answer says which. */
    public TrainingJobView cancel(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        TrainingJob job = locked(caller, id);
        job.cancel(clock.instant());
        audit.done(caller, "training.cancel", "training/" + id, job.modelName());
        hints.changed(job);
        return TrainingJobView.of(job);
    }

    /** @param memory what the examples take, by estimate, in bytes */
    private record Asked(TrainingPlan plan, long memory) {}

    private Asked plan(TrainingRequest request, TrainingTables.Frozen frozen) {
        return plan(request, frozen.schema(), frozen.rows(), frozen.bytes());
    }

    private Asked plan(TrainingRequest request, Schema schema, long rows, long bytes) {
        TrainingPlan plan = request.plan(schema);
        if (rows < Holdout.LEAST_ROWS) {
            throw new Refusal.Invalid(
                    "dataset",
                    "There are " + rows + " accepted rows; training needs " + Holdout.LEAST_ROWS
                            + " or more. Import or accept more examples.");
        }
        MemoryEstimate.require(schema, rows, bytes, settings.memory());
        return new Asked(plan, MemoryEstimate.bytes(schema, rows, bytes));
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

    private static String required(String field, @Nullable String given) {
        if (given == null) {
            throw new Refusal.Invalid(field, "Say which " + field + ".");
        }
        return given;
    }
}
