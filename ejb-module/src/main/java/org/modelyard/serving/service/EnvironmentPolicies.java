package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;

/**
 * What each environment asks of the versions of all models, beside what their models' own policies ask there;
 * {@link org.modelyard.registry.service.PromotionPolicies} asks both at every door.
 */
@Stateless
public class EnvironmentPolicies {

    @Inject
    private Environments environments;

    @Inject
    private EnvironmentRooms rooms;

    @Inject
    private Audit audit;

    /**
     * Empty when the environment asks for nothing of its own.
     *
     * @throws Refusal.NotFound when there is no such environment
     */
    public Optional<EnvironmentPolicy> of(Caller caller, String environment) {
        caller.require(Role.VIEWER);
        rooms.furnish(caller.organisationId());
        return of(environments
                .byName(caller.organisationId(), environment)
                .orElseThrow(() -> new Refusal.NotFound("environment", environment)));
    }

    /** Of those environments that ask for something, by their names, the oldest environment first. */
    public Map<String, EnvironmentPolicy> all(Caller caller) {
        caller.require(Role.VIEWER);
        rooms.furnish(caller.organisationId());
        Map<String, EnvironmentPolicy> policies = new LinkedHashMap<>();
        environments.all(caller.organisationId()).forEach(one -> of(one).ifPresent(
                        policy -> policies.put(one.name(), policy)));
        return policies;
    }

    /** What {@code If-Match} is compared with. */
    public static long tag(EnvironmentPolicy policy) {
        return ContentTag.of(RegistryJson.write(policy));
    }

    /**
     * What serves there goes on, whether it fulfils it or not.
     *
     * @param policy null: the environment asks for nothing of its own any more
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.NotFound when there is no such environment
     * @throws Refusal.Stale when it has changed since
     */
    public void govern(Caller caller, String environment, @Nullable EnvironmentPolicy policy, @Nullable Long expected) {
        caller.require(Role.ADMIN);
        String document = policy == null ? null : RegistryJson.write(policy);
        rooms.furnish(caller.organisationId());
        Environment governed = environments
                .locked(caller.organisationId(), environment)
                .filter(one -> !one.closed())
                .orElseThrow(() -> new Refusal.NotFound("environment", environment));
        Long there = of(governed).map(EnvironmentPolicies::tag).orElse(null);
        ContentTag.require(expected, there, "The policy of '" + environment + "'");
        governed.govern(document);
        audit.done( // by its own name: a database may take capitals for the same, and records look for it
                caller,
                "environment.govern",
                "environment/" + governed.name(),
                document == null ? "no policy" : document);
    }

    private static Optional<EnvironmentPolicy> of(Environment environment) {
        return Optional.ofNullable(environment.policy())
                .map(document -> RegistryJson.read(document, EnvironmentPolicy.class));
    }
}
