package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Environment;

/** Times in which no version comes into an environment. Going back to one is always allowed. */
@Stateless
public class EnvironmentFreezes {

    @Inject
    private DeploymentRequests requests;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * Replaces the freeze before it.
     *
     * @param from null for now
     * @param note why, for those who are refused
     * @throws Refusal.NotFound when there is no such environment
     */
    public EnvironmentView freeze(
            Caller caller, String name, @Nullable Instant from, Instant until, @Nullable String note) {
        caller.require(Role.ADMIN);
        Environment environment = environment(caller, name);
        environment.freeze(from == null ? clock.instant() : from, until, note == null ? "" : note);
        audit.done(
                caller,
                "environment.freeze",
                "environment/" + name,
                "from " + environment.frozenFrom() + " until " + until + (note == null ? "" : ": " + note));
        List<DeploymentView> champions = deployments.environments(caller).stream()
                .filter(one -> one.name().equals(name))
                .flatMap(one -> one.champions().stream())
                .toList();
        return EnvironmentView.of(environment, champions);
    }

    /** Without one, nothing changes. */
    public void thaw(Caller caller, String name) {
        caller.require(Role.ADMIN);
        Environment environment = environment(caller, name);
        if (environment.frozenUntil() != null) {
            environment.thaw();
            audit.done(caller, "environment.thaw", "environment/" + name, "open");
        }
    }

    private Environment environment(Caller caller, String name) {
        return requests.environments(caller).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("environment", name));
    }
}
