package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.model.ModelNames;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registration;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.model.Holdout;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingRequest;

/** From what a client asks for to a plan: all that can be checked before the rows are read. */
@ApplicationScoped
public class AskedTrainings {

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private Registration registration;

    @Inject
    private Registry registry;

    @Inject
    private TrainedBusiness business;

    @Inject
    private TrainingTables tables;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private TrainingSettings settings;

    /**
     * @param snapshot null: one is made when the job runs
     * @param memory what the examples take, by estimate, in bytes
     */
    record Asked(String model, String dataset, @Nullable UUID snapshot, TrainingPlan plan, long memory) {}

    /**
     * @throws Refusal.Invalid naming every wrong choice
     * @throws Refusal.NotFound when dataset, snapshot or the version to go on from does not exist
     * @throws Refusal.Conflict when the model is of another task
     */
    Asked of(Caller caller, TrainingRequest request) {
        String model = ModelNames.require("model", required("model", request.model()));
        String dataset = Names.require("dataset", required("dataset", request.dataset()));
        TrainingTables.Source source = tables.dataset(caller, dataset);
        registration.requireTask(caller, model, source.schema().task());
        TrainingRequest settled = request.startFrom() == null ? request : goingOn(caller, model, request);
        UUID snapshot = request.snapshot() == null ? null : Ids.parse("snapshot", request.snapshot());
        TrainingTables.Frozen frozen = snapshot == null ? null : tables.snapshot(caller, dataset, snapshot);
        Schema schema = frozen == null ? source.schema() : frozen.schema();
        long rows = frozen == null ? source.accepted() : frozen.rows();
        long bytes = frozen == null ? 0 : frozen.bytes();
        TrainingPlan plan = settled.plan(schema, business.ofModel(caller, model));
        if (rows < Holdout.LEAST_ROWS) {
            throw new Refusal.Invalid(
                    "dataset",
                    "There are " + rows + " accepted rows; training needs " + Holdout.LEAST_ROWS
                            + " or more. Import or accept more examples.");
        }
        MemoryEstimate needed = MemoryEstimate.of(schema, rows, bytes, plan);
        needed.require(plan.conditions().executor(), settings.memory(), settings.processHeap());
        String environment = plan.conditions().deployTo();
        if (environment != null) {
            deployments.requireEnvironment(caller, environment);
        }
        return new Asked(model, dataset, snapshot, plan, needed.total());
    }

    private TrainingRequest goingOn(Caller caller, String model, TrainingRequest request) {
        ModelVersionView from = registry.resolve(caller, model, String.valueOf(request.startFrom()));
        String made = from.lineage().trainingJob();
        if (made == null) {
            throw new Refusal.Conflict(model + " " + from.version()
                    + " was trained elsewhere: a fit goes on from versions that were trained here.");
        }
        if (!from.outputs().isEmpty()) {
            throw new Refusal.Invalid(
                    "startFrom",
                    model + " " + from.version()
                            + " answers outputs beside its target, which cannot go on: train anew.");
        }
        UUID job = UUID.fromString(made);
        TrainingPlan plan = jobs.byPublicId(caller.organisationId(), job)
                .map(known -> TrainingPlan.fromJson(known.spec()))
                .orElseThrow(() -> new Refusal.NotFound("training job", job.toString()));
        return request.goingOn(from.version(), from.lineage().trainer(), plan.features(), plan.recipe());
    }

    private static String required(String field, @Nullable String given) {
        if (given == null) {
            throw new Refusal.Invalid(field, "Say which " + field + ".");
        }
        return given;
    }
}
