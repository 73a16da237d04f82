package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.serving.entity.Environments;

/** What versions must fulfil before they serve, by their model's policy and by the environment's: both, asked at every door. */
@Stateless
public class PromotionPolicies {

    @Inject
    private Models models;

    @Inject
    private Environments environments;

    @Inject
    @Any
    private Instance<PromotionRequirement> requirements;

    @Inject
    private Audit audit;

    private List<PromotionRequirement> all = List.of();

    /** Once: what is looked up anew lives as long as this bean, and rollouts ask all the time. */
    @PostConstruct
    void collect() {
        all = requirements.stream().toList();
    }

    /** Empty when nothing is required beyond the gates that made a version READY. */
    public Optional<PromotionPolicy> of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return Optional.ofNullable(named(caller, model).policy())
                .map(policy -> RegistryJson.read(policy, PromotionPolicy.class));
    }

    /**
     * The same, and nobody changes it before the end of the transaction, of which this has to be the first read.
     *
     * @throws Refusal.NotFound when there is no such model
     */
    public Optional<PromotionPolicy> held(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return Optional.ofNullable(locked(caller, model).policy())
                .map(policy -> RegistryJson.read(policy, PromotionPolicy.class));
    }

    /** What {@code If-Match} is compared with. */
    public static long tag(PromotionPolicy policy) {
        return ContentTag.of(RegistryJson.write(policy));
    }

    /**
     * @param policy null: nothing is required any more
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when it has changed since
     */
    public void govern(Caller caller, String model, @Nullable PromotionPolicy policy, @Nullable Long expected) {
        caller.require(Role.ADMIN);
        String document = policy == null ? null : RegistryJson.write(policy);
        Model governed = locked(caller, model);
        Long there = of(caller, model).map(PromotionPolicies::tag).orElse(null);
        ContentTag.require(expected, there, "The policy of '" + model + "'");
        governed.govern(document);
        audit.done(caller, "model.govern", "model/" + model, document == null ? "no policy" : document);
    }

    /** Names of the models whose policy names the environment. */
    public List<String> holdingIn(Caller caller, String environment) {
        caller.require(Role.VIEWER);
        return models.governed(caller.organisationId()).stream()
                .filter(model -> Optional.ofNullable(model.policy())
                        .map(policy -> RegistryJson.read(policy, PromotionPolicy.class))
                        .filter(policy -> policy.holdsIn(environment))
                        .isPresent())
                .map(Model::name)
                .toList();
    }

    /** What is missing for the version to serve the environment, a sentence each, with the policies that ask for it. */
    public List<String> unmet(Caller caller, ModelVersionView version, String environment) {
        List<String> missing = new ArrayList<>();
        if (!version.stage().offered()) {
            missing.add(
                    version.model() + " " + version.version() + " is " + version.stage() + " and cannot be deployed.");
        }
        Map<String, List<String>> asking = new LinkedHashMap<>();
        of(caller, version.model())
                .filter(policy -> policy.holdsIn(environment))
                .ifPresent(policy -> unmet(caller, version, policy, environment)
                        .forEach(sentence -> asking.computeIfAbsent(sentence, none -> new ArrayList<>())
                                .add("the model " + version.model())));
        ofEnvironment(caller, version, environment).ifPresent(policy -> unmet(caller, version, policy, environment)
                .forEach(sentence -> asking.computeIfAbsent(sentence, none -> new ArrayList<>())
                        .add("the environment " + environment)));
        asking.forEach((sentence, by) -> missing.add((by.size() == 1 ? "By the policy of " : "By the policies of ")
                + String.join(" and ", by) + ": " + sentence));
        return missing;
    }

    private List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        return all.stream()
                .flatMap(requirement -> requirement.unmet(caller, version, policy, environment).stream())
                .distinct()
                .toList();
    }

    private Optional<PromotionPolicy> ofEnvironment(Caller caller, ModelVersionView version, String environment) {
        return environments
                .byName(caller.organisationId(), environment)
                .flatMap(place -> Optional.ofNullable(place.policy()))
                .map(policy ->
                        RegistryJson.read(policy, EnvironmentPolicy.class).of(version.task(), environment));
    }

    /** @throws Refusal.Conflict with all that is missing */
    public void require(Caller caller, ModelVersionView version, String environment) {
        version.requireModel();
        obstacle(caller, version, environment).ifPresent(obstacle -> {
            throw new Refusal.Conflict(obstacle);
        });
    }

    /** All that is missing for the version to serve the environment, in one sentence; empty when nothing is. */
    public Optional<String> obstacle(Caller caller, ModelVersionView version, String environment) {
        List<String> missing = unmet(caller, version, environment);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(version.model() + " " + version.version() + " may not serve " + environment + ": "
                        + String.join(" ", missing));
    }

    private Model locked(Caller caller, String model) {
        return models.lockedByName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
    }

    private Model named(Caller caller, String model) {
        return models.byName(caller.organisationId(), model)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", model));
    }
}
