package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;

/** Environments that an organisation makes beside the three it has from the start. */
@Stateless
public class OwnEnvironments {

    /** With the three. */
    static final int MOST = 20;

    @Inject
    private Environments environments;

    @Inject
    private EnvironmentRooms rooms;

    @Inject
    private Deployments deployments;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private RunningExperiments experiments;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * One of a name that was removed before is there again, with the history of what served in it.
     *
     * @throws Refusal.Invalid when it is no name
     * @throws Refusal.Conflict when there is one of that name, or there are 20
     */
    public EnvironmentView open(Caller caller, String name) {
        caller.require(Role.ADMIN);
        Names.require("name", name);
        hold(caller);
        List<Environment> ever = environments.ever(caller.organisationId());
        Optional<Environment> before =
                ever.stream().filter(one -> one.name().equals(name)).findFirst();
        if (before.filter(one -> !one.closed()).isPresent()) {
            throw new Refusal.Conflict("There is an environment '" + name + "' already.");
        }
        if (ever.stream().filter(one -> !one.closed()).count() >= MOST) {
            throw new Refusal.Conflict("There are " + MOST + " environments already: remove one first.");
        }
        Environment opened = before.orElseGet(() -> Environment.open(caller.organisationId(), name, clock.instant()));
        if (before.isPresent()) {
            opened.reopen();
        } else {
            environments.add(opened);
        }
        audit.done(
                caller,
                "environment.create",
                "environment/" + name,
                before.isPresent() ? "again, with its history" : "takes deployments");
        return EnvironmentView.of(opened, List.of());
    }

    /**
     * What served in it stays in the log, the audit and the metrics of versions.
     *
     * @throws Refusal.NotFound when there is none of that name
     * @throws Refusal.Conflict for one of the three, and while something stands in it, naming what
     */
    public void close(Caller caller, String name) {
        caller.require(Role.ADMIN);
        hold(caller);
        Environment closing = environments
                .locked(caller.organisationId(), name)
                .filter(one -> !one.closed())
                .orElseThrow(() -> new Refusal.NotFound("environment", name));
        if (!closing.standard()) {
            List<String> standing = standing(caller, closing);
            if (!standing.isEmpty()) {
                throw new Refusal.Conflict("The environment '" + name + "' is in use: " + String.join("; ", standing)
                        + ". Withdraw, stop or change these first.");
            }
        }
        boolean governed = closing.policy() != null;
        closing.close(clock.instant());
        if (governed) {
            audit.done(caller, "environment.govern", "environment/" + name, "no policy: it is removed");
        }
        audit.done(caller, "environment.delete", "environment/" + name, "what served in it stays in the log");
    }

    private List<String> standing(Caller caller, Environment environment) {
        List<String> standing = new ArrayList<>();
        for (Deployment one : deployments.standing(caller.organisationId(), environment.id())) {
            standing.add((one.stepwise() && one.activatedAt() == null ? "rollout of " : "deployment of ") + one.model()
                    + " " + one.modelVersion() + " (" + one.publicId() + ")");
        }
        policies.holdingIn(caller, environment.name()).forEach(model -> standing.add("policy of " + model));
        experiments
                .plannedIn(caller.organisationId(), environment.name())
                .forEach(experiment -> standing.add("experiment " + experiment));
        return standing;
    }

    /** Nobody else makes or removes one: before the first read, so that what is read is no older. */
    private void hold(Caller caller) {
        rooms.furnish(caller.organisationId());
        if (environments.locked(caller.organisationId(), Environment.PRODUCTION).isEmpty()) {
            throw new Refusal.NotFound("environment", Environment.PRODUCTION);
        }
    }
}
