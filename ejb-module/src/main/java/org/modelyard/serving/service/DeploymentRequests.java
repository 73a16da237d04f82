package org.modelyard.serving.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.DeploymentCare;

/** Checks what is asked for, at whichever door: that it is well said, and that the version may serve there. */
@Dependent
class DeploymentRequests {

    private static final Duration LONGEST_HEALTH_CHECK = Duration.ofMinutes(30);
    private static final int MOST_AT_ONCE = 10_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 100;

    @Inject
    private Environments environments;

    @Inject
    private Deployments deployments;

    @Inject
    private EnvironmentRooms rooms;

    @Inject
    private Registry registry;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private RunningExperiments experiments;

    @Inject
    private Clock clock;

    /** @throws Refusal.Conflict when the version may not serve there, by its stage or a policy */
    Deployment request(Caller caller, ModelDeployments.NewDeployment command) {
        ModelVersionView version = version(caller, command);
        Environment environment = environment(caller, place(command));
        obstacle(caller, version.modelId(), environment).ifPresent(obstacle -> {
            throw new Refusal.Conflict(obstacle);
        });
        hold(environment);
        return Deployment.request(
                environment,
                new Deployment.Subject(version.modelId(), version.model(), version.id(), version.version()),
                command.tags(),
                care(command),
                caller.actor(),
                clock.instant());
    }

    /** Nobody removes it before the end of the transaction. */
    private void hold(Environment environment) {
        String name = environment.name();
        if (environments
                .locked(environment.organisationId(), name)
                .filter(one -> !one.closed())
                .isEmpty()) {
            throw new Refusal.Conflict("The environment '" + name + "' was removed meanwhile.");
        }
    }

    /**
     * Why nothing may be deployed there now, whichever version: it is frozen, or another is being rolled out, which must be
     * promoted or aborted first, or an experiment runs over its versions.
     */
    Optional<String> obstacle(Caller caller, long modelId, Environment environment) {
        Optional<String> frozen = environment.frozen(clock.instant());
        return frozen.isPresent()
                ? frozen
                : deployments.rollingOut(caller.organisationId(), modelId, environment.id()).stream()
                        .findFirst()
                        .map(one -> one.model() + " " + one.modelVersion() + " is being rolled out in "
                                + one.environment() + " (" + one.strategy() + ", asked for by " + one.createdBy()
                                + ", deployment " + one.publicId() + "): promote or abort that rollout first.")
                        .or(() -> experiments.obstacle(caller.organisationId(), modelId, environment.id()));
    }

    /**
     * For what is compared with what serves there, and would lose it in the midst.
     *
     * @throws Refusal.Conflict when another version is about to take over by itself
     */
    void requireSettled(long modelId, Environment environment) {
        deployments.awaited(environment.organisationId(), modelId, environment.id()).stream()
                .findFirst()
                .ifPresent(one -> {
                    throw new Refusal.Conflict(one.model() + " " + one.modelVersion() + " is about to take over "
                            + one.environment() + " (asked for by " + one.createdBy() + ", deployment "
                            + one.publicId() + ", " + one.state() + "): wait until it serves or has failed"
                            + (one.goesBack() ? "." : ", or withdraw it."));
                });
    }

    /** What a deployment means by its version. */
    ModelVersionView version(Caller caller, ModelDeployments.NewDeployment command) {
        caller.require(Role.OPERATOR);
        requireOffered(command);
        Environment environment = environment(caller, place(command));
        ModelVersionView version = registry.resolve(caller, command.model(), command.version());
        policies.require(caller, version, environment.name());
        return version;
    }

    private static DeploymentCare care(ModelDeployments.NewDeployment command) {
        Duration timeout = command.healthCheckTimeout();
        Boolean autoRollback = command.autoRollback();
        return new DeploymentCare(
                timeout == null ? DeploymentCare.HEALTH_CHECK : timeout,
                autoRollback == null || autoRollback,
                command.concurrency(),
                command.memoryBudget(),
                Canaries.of(command.canary()));
    }

    private static String place(ModelDeployments.NewDeployment command) {
        String where = command.environment();
        return where == null ? Environment.PRODUCTION : where;
    }

    private static void requireOffered(ModelDeployments.NewDeployment command) {
        String strategy = command.strategy();
        if (strategy != null && !strategy.equals(Deployment.IMMEDIATE)) {
            throw new Refusal.Invalid(
                    "strategy.type",
                    "There is no strategy '" + Texts.brief(strategy)
                            + "'; there are IMMEDIATE, GRADUAL, CANARY, SHADOW and BLUE_GREEN.");
        }
        Duration timeout = command.healthCheckTimeout();
        if (timeout != null
                && (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_HEALTH_CHECK) > 0)) {
            throw new Refusal.Invalid(
                    "healthCheckTimeout", "This lies above PT0S and is at most " + LONGEST_HEALTH_CHECK + ".");
        }
        Integer concurrency = command.concurrency();
        if (concurrency != null && (concurrency < 1 || concurrency > MOST_AT_ONCE)) {
            throw new Refusal.Invalid("concurrency", "This is 1 to " + MOST_AT_ONCE + " requests on a node.");
        }
        Long memoryBudget = command.memoryBudget();
        if (memoryBudget != null && memoryBudget < 1) {
            throw new Refusal.Invalid("memoryBudget", "This is a number of bytes, at least 1.");
        }
        Canaries.of(command.canary());
        boolean odd = Fields.all("tags", command.tags()).stream()
                .anyMatch(tag -> tag.isBlank() || tag.length() > LONGEST_TAG || tag.indexOf('\n') >= 0);
        if (odd || command.tags().size() > MOST_TAGS) {
            throw new Refusal.Invalid(
                    "tags", "At most " + MOST_TAGS + " tags, each of 1-" + LONGEST_TAG + " characters in one line.");
        }
    }

    Environment environment(Caller caller, String name) {
        List<Environment> known = environments(caller);
        Optional<Environment> found = known.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
        return found.orElseThrow(() -> new Refusal.Invalid(
                "environment",
                "There is no environment '" + Texts.brief(name) + "'; there are "
                        + known.stream().map(Environment::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Oldest first. */
    List<Environment> environments(Caller caller) {
        rooms.furnish(caller.organisationId()); // before the first read: a later one may not see what it made
        return environments.all(caller.organisationId());
    }
}
