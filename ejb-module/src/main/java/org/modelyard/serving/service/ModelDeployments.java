package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;

/** Deployments and environments of an organisation. What is asked for here is carried out by {@link DeploymentActivation}. */
@Stateless
public class ModelDeployments {

    private static final Duration HEALTH_CHECK = Duration.ofSeconds(30);
    private static final Duration LONGEST_HEALTH_CHECK = Duration.ofMinutes(30);
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 100;

    @Inject
    private Deployments deployments;

    @Inject
    private Environments environments;

    @Inject
    private EnvironmentRooms rooms;

    @Inject
    private Registry registry;

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
     *     on a node; null for true
     */
    public record NewDeployment(
            String model,
            String version,
            @Nullable String environment,
            @Nullable String strategy,
            @Nullable Duration healthCheckTimeout,
            @Nullable Boolean autoRollback,
            List<String> tags) {}

    /** PENDING: a node loads the model next, and until then what served goes on. */
    public DeploymentView deploy(Caller caller, NewDeployment command) {
        caller.require(Role.OPERATOR);
        requireOffered(command);
        String where = command.environment();
        Environment environment = environment(caller, where == null ? Environment.PRODUCTION : where);
        ModelVersionView version = registry.resolve(caller, command.model(), command.version());
        version.requireModel();
        if (version.stage() != Stage.READY) {
            throw new Refusal.Conflict(
                    version.model() + " " + version.version() + " is " + version.stage() + " and cannot be deployed.");
        }
        Duration timeout = command.healthCheckTimeout();
        Boolean autoRollback = command.autoRollback();
        Deployment deployment = Deployment.request(
                environment,
                new Deployment.Subject(version.modelId(), version.model(), version.id(), version.version()),
                command.tags(),
                new Deployment.Care(timeout == null ? HEALTH_CHECK : timeout, autoRollback == null || autoRollback),
                caller.actor(),
                clock.instant());
        return added(caller, "deployment.create", deployment);
    }

    /** @throws Refusal.NotFound when the organisation has no such environment */
    public void requireEnvironment(Caller caller, String name) {
        caller.require(Role.VIEWER);
        environment(caller, name);
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
        List<Environment> known = furnished(caller);
        List<Deployment> active = deployments.active(caller.organisationId());
        return known.stream()
                .map(environment -> new EnvironmentView(
                        environment.name(),
                        environment.createdAt(),
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

    private static void requireOffered(NewDeployment command) {
        String strategy = command.strategy();
        if (strategy != null && !strategy.equals("IMMEDIATE")) {
            throw new Refusal.Invalid(
                    "strategy.type", "The strategy '" + Texts.brief(strategy) + "' is not yet offered; use IMMEDIATE.");
        }
        Duration timeout = command.healthCheckTimeout();
        if (timeout != null
                && (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_HEALTH_CHECK) > 0)) {
            throw new Refusal.Invalid(
                    "healthCheckTimeout", "This lies above PT0S and is at most " + LONGEST_HEALTH_CHECK + ".");
        }
        boolean odd = command.tags().stream()
                .anyMatch(tag -> tag.isBlank() || tag.length() > LONGEST_TAG || tag.indexOf('\n') >= 0);
        if (odd || command.tags().size() > MOST_TAGS) {
            throw new Refusal.Invalid(
                    "tags", "At most " + MOST_TAGS + " tags, each of 1-" + LONGEST_TAG + " characters in one line.");
        }
    }

    private Environment environment(Caller caller, String name) {
        List<Environment> known = furnished(caller);
        Optional<Environment> found = known.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
        return found.orElseThrow(() -> new Refusal.Invalid(
                "environment",
                "There is no environment '" + Texts.brief(name) + "'; there are "
                        + known.stream().map(Environment::name).collect(Collectors.joining(", ")) + "."));
    }

    private List<Environment> furnished(Caller caller) {
        rooms.furnish(caller.organisationId()); // before the first read: a later one may not see what it made
        return environments.all(caller.organisationId());
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
}
