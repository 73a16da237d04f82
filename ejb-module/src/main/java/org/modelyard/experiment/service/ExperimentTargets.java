package org.modelyard.experiment.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentVariant;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.rollout.model.SignatureFit;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.ServedPlaces;

/** Settles what the variants of an experiment ask, and refuses what could not answer the same requests. */
@Dependent
class ExperimentTargets {

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ServedPlaces places;

    /**
     * @param modelId internal id of the model whose versions are tested; null for MODELS
     * @param deploymentId internal id of what serves there; null for MODELS
     * @param targets of the variants, in their order
     */
    record Settled(
            @Nullable Long modelId, long environmentId, @Nullable Long deploymentId, List<VariantTarget> targets) {}

    /**
     * As of now.
     *
     * @param plan of an experiment on versions or models
     * @throws Refusal.NotFound when there is no such model or version
     * @throws Refusal.Conflict when a version may not serve there, nothing serves there that a variant or everybody else would get, or
     *     a signature does not fit
     */
    Settled settle(Caller caller, ExperimentPlan plan) {
        String environment = Objects.requireNonNull(plan.environment());
        String model = plan.model();
        Long modelId = model == null ? null : registry.modelId(caller, model);
        ServedPlaces.Served place = places.at(caller, modelId, environment);
        ModelVersionView champion = model == null ? null : champion(caller, model, place, environment);
        List<ModelVersionView> versions = new ArrayList<>();
        List<VariantTarget> targets = new ArrayList<>();
        for (ExperimentVariant variant : plan.variants()) {
            String asked = model == null ? Objects.requireNonNull(variant.model()) : model;
            boolean serving = variant.version() == null || variant.version().equals(VariantTarget.CHAMPION);
            ModelVersionView version = serving
                    ? champion == null
                            ? champion(
                                    caller,
                                    asked,
                                    places.at(caller, registry.modelId(caller, asked), environment),
                                    environment)
                            : champion
                    : version(caller, asked, Objects.requireNonNull(variant.version()), environment);
            versions.add(version);
            targets.add(
                    serving && plan.subject() == ExperimentSubject.MODELS
                            ? new VariantTarget(asked, VariantTarget.CHAMPION, 0)
                            : new VariantTarget(asked, version.version(), version.id()));
        }
        requireFit(champion == null ? versions.get(0) : champion, versions);
        return new Settled(
                modelId, place.environmentId(), model == null ? null : place.deploymentId(), List.copyOf(targets));
    }

    private ModelVersionView champion(Caller caller, String model, ServedPlaces.Served place, String environment) {
        if (place.versionId() == 0) {
            throw new Refusal.Conflict("Nothing serves " + model + " in " + environment
                    + ": deploy a version first; whoever takes no part in the experiment is answered by it.");
        }
        return registry.version(caller, place.versionId());
    }

    private ModelVersionView version(Caller caller, String model, String wish, String environment) {
        ModelVersionView version = deployments.deployable(
                caller, new ModelDeployments.NewDeployment(model, wish, environment, null, null, null, List.of()));
        version.requireModel();
        if (!version.stage().answers()) {
            throw new Refusal.Conflict(model + " " + version.version() + " is " + version.stage()
                    + " and cannot answer: take another version.");
        }
        return version;
    }

    private static void requireFit(ModelVersionView measure, List<ModelVersionView> versions) {
        for (ModelVersionView version : versions) {
            SignatureFit.problem(measure.signature(), version.signature()).ifPresent(problem -> {
                throw new Refusal.Conflict(version.model() + " " + version.version() + " cannot be tested beside "
                        + measure.model() + " " + measure.version() + ": " + problem
                        + " The same requests must be answered by all variants.");
            });
        }
    }
}
