package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.Canary;

/** Deployments and environments of an organisation. What is asked for here is carried out by {@link DeploymentActivation}. */
@Stateless
public class ModelDeployments {

    @Inject
    private Deployments deployments;

    @Inject
    private DeploymentRequests requests;

    @Inject
    private DeploymentSteps steps;

    @Inject
    private Event<DeploymentChanged> changes;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * What is to be deployed, where and how.
     *
     * @param version {@code 1.2.0}, {@code ^1.2} or {@code latest}: which one it means is settled now
     * @param environment null for production
     * @param strategy null for IMMEDIATE
     * @param healthCheckTimeout how long loading and trying the model may take; null for 30 seconds
     * @param autoRollback whether the last good version comes back when this one, serving already, can no longer be loaded
     *     on a node, or answers a canary input otherwise; null for true
     * @param concurrency requests that it answers at the same time on a node; null for as many as the node does
     * @param memoryBudget bytes that its model may take in memory; null for any
     * @param canary rows that it must answer as expected, before it serves and at every health check; null for none
     */
    public record NewDeployment(
            String model,
            String version,
            @Nullable String environment,
            @Nullable String strategy,
            @Nullable Duration healthCheckTimeout,
            @Nullable Boolean autoRollback,
            List<String> tags,
            @Nullable Integer concurrency,
            @Nullable Long memoryBudget,
            @Nullable List<@Nullable Canary> canary) {

        /** One without bounds of its own, and without canary inputs. */
        public NewDeployment(
                String model,
                String version,
                @Nullable String environment,
                @Nullable String strategy,
                @Nullable Duration healthCheckTimeout,
                @Nullable Boolean autoRollback,
                List<String> tags) {
            this(model, version, environment, strategy, healthCheckTimeout, autoRollback, tags, null, null, null);
        }

        /** The same for the version that is meant by its own, taking over in whatever way. */
        public NewDeployment settled(String number) {
            return new NewDeployment(
                    model,
                    number,
                    environment,
                    null,
                    healthCheckTimeout,
                    autoRollback,
                    List.copyOf(tags),
                    concurrency,
                    memoryBudget,
                    canary);
        }
    }

    /**
     * PENDING: a node loads the model next, and until then what served goes on.
     *
     * @throws Refusal.Conflict when the version may not serve there, by its stage or a policy
     */
    public DeploymentView deploy(Caller caller, NewDeployment command) {
        return added(caller, "deployment.create", requests.request(caller, command));
    }

    /**
     * Why nothing may be deployed there now, whichever version; empty when something may.
     *
     * @param modelId internal
     */
    public Optional<String> obstacle(Caller caller, long modelId, String environment) {
        caller.require(Role.VIEWER);
        return requests.obstacle(caller, modelId, requests.environment(caller, environment));
    }

    /** @throws Refusal.Conflict when another version is about to take over there by itself */
    public void requireSettled(Caller caller, long modelId, String environment) {
        caller.require(Role.VIEWER);
        requests.requireSettled(modelId, requests.environment(caller, environment));
    }

    /** What a deployment means by its version, when that may serve there. */
    public ModelVersionView deployable(Caller caller, NewDeployment command) {
        return requests.version(caller, command);
    }

    /**
     * Serves when this transaction is committed; to be called for a version whose model has been tried.
     *
     * @return what serves now
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public DeploymentView promote(Caller caller, NewDeployment command, long modelId) {
        steps.lock(modelId); // before anything is read
        Deployment deployment = requests.request(caller, command);
        deployments.add(deployment);
        steps.takeOver(caller, deployment);
        audit.done(
                caller,
                "deployment.create",
                "deployment/" + deployment.publicId(),
                deployment.model() + " " + deployment.modelVersion() + " to " + deployment.environment());
        return DeploymentView.of(deployment);
    }

    /** What serves, and what is to take over from it step by step. */
    public record Pair(Deployment champion, Deployment candidate) {}

    /**
     * PENDING: when its model is loaded it takes its first share beside what serves.
     *
     * @param first share, in ten-thousandths
     * @throws Refusal.Conflict when nothing serves there, or the version does already, or another is being rolled out or about to serve
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Pair stepwise(Caller caller, NewDeployment command, long modelId, String strategy, int first) {
        steps.lock(modelId); // before anything is read
        Deployment candidate = requests.request(caller, command);
        Deployment champion = deployments
                .activeInPlaceOf(candidate)
                .orElseThrow(() ->
                        new Refusal.Conflict("Nothing serves " + candidate.model() + " in " + candidate.environment()
                                + " that a rollout could take over from: deploy it with the strategy IMMEDIATE."));
        if (champion.modelVersionId() == candidate.modelVersionId()) {
            throw new Refusal.Conflict(candidate.model() + " " + candidate.modelVersion() + " serves "
                    + candidate.environment() + " already; there is nothing to roll out.");
        }
        requireSettled(caller, modelId, candidate.environment());
        candidate.stepwise(strategy, first);
        added(caller, "deployment.create", candidate);
        return new Pair(champion, candidate);
    }

    /** @throws Refusal.NotFound when the organisation has no such environment */
    public void requireEnvironment(Caller caller, String name) {
        caller.require(Role.VIEWER);
        requests.environment(caller, name);
    }

    /**
     * Serves what served before it again.
     *
     * @throws Refusal.Conflict when it does not serve, or nothing served before
     */
    public DeploymentView rollBack(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        Deployment bad = deployment(caller, id);
        Deployment good = deployments
                .lastGoodBefore(bad)
                .orElseThrow(() -> new Refusal.Conflict("Nothing else has served " + bad.model() + " in "
                        + bad.environment() + " before deployment " + id + "."));
        return added(caller, "deployment.rollback", bad.rollBackTo(good, caller.actor(), clock.instant()));
    }

    /** What a roll-back would serve again: the last one before it with another version; empty when there is none. */
    public Optional<DeploymentView> lastGood(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return deployments.lastGoodBefore(deployment(caller, id)).map(DeploymentView::of);
    }

    public DeploymentView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return DeploymentView.of(deployment(caller, id));
    }

    /** Newest first; null leaves a filter out. */
    public Page<DeploymentView> list(
            Caller caller, @Nullable String model, @Nullable String environment, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                deployments.page(caller.organisationId(), model, environment, page),
                page,
                Deployment::id,
                DeploymentView::of);
    }

    /** Oldest first. */
    public List<EnvironmentView> environments(Caller caller) {
        caller.require(Role.VIEWER);
        List<Environment> known = requests.environments(caller);
        List<Deployment> active = deployments.active(caller.organisationId());
        return known.stream()
                .map(environment -> EnvironmentView.of(
                        environment,
                        active.stream()
                                .filter(deployment -> deployment.environmentId() == environment.id())
                                .map(DeploymentView::of)
                                .sorted(Comparator.comparing(DeploymentView::model))
                                .toList()))
                .toList();
    }

    private DeploymentView added(Caller caller, String action, Deployment deployment) {
        deployments.add(deployment);
        audit.done(
                caller,
                action,
                "deployment/" + deployment.publicId(),
                deployment.model() + " " + deployment.modelVersion() + " to " + deployment.environment());
        changes.fire(new DeploymentChanged(caller.organisationId(), deployment.publicId()));
        return DeploymentView.of(deployment);
    }

    private Deployment deployment(Caller caller, UUID id) {
        return deployments
                .byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("deployment", id.toString()));
    }

    /** Whose {@code model version environment} contains the text, newest first. */
    public List<DeploymentView> named(Caller caller, String text, int most) {
        caller.require(Role.VIEWER);
        return deployments.named(caller.organisationId(), text, most).stream()
                .map(DeploymentView::of)
                .toList();
    }

    /** As {@link #get}; empty when there is none. */
    public Optional<DeploymentView> find(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return deployments.byPublicId(caller.organisationId(), id).map(DeploymentView::of);
    }

    /**
     * Of one version, oldest first.
     *
     * @param versionId internal
     */
    public List<DeploymentView> ofVersion(Caller caller, long versionId, int most) {
        caller.require(Role.VIEWER);
        return deployments.ofVersion(caller.organisationId(), versionId, most).stream()
                .map(DeploymentView::of)
                .toList();
    }

    /**
     * The versions of a model that served an environment at some time between, those that came last first; each once.
     *
     * @param to null: until now
     */
    public List<String> served(Caller caller, String model, String environment, Instant from, @Nullable Instant to) {
        caller.require(Role.VIEWER);
        return deployments.served(caller.organisationId(), model, environment, from, to);
    }

    /** Those of one version, by its internal id, that take requests; oldest first. */
    public List<DeploymentView> inService(Caller caller, long versionId) {
        caller.require(Role.VIEWER);
        return deployments.inService(caller.organisationId(), versionId).stream()
                .map(DeploymentView::of)
                .toList();
    }
}
