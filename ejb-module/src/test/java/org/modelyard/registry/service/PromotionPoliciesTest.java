package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.service.Wired;

class PromotionPoliciesTest {

    private static final Caller CALLER = Caller.server(1);

    private final Map<String, EnvironmentPolicy> places = new HashMap<>();
    private int lookUps;

    /** Each look-up makes references that live as long as the bean. */
    @Test
    void requirements_are_looked_up_once_however_often_they_are_asked() {
        PromotionPolicies policies = policies((caller, version, policy, environment) ->
                List.of("It has 0 of " + policy.approvals() + " approvals for " + environment + "."));
        policies.collect();
        for (int i = 0; i < 3; i++) {
            assertThat(policies.unmet(CALLER, version(), "production"))
                    .containsExactly("By the policy of the model loans: It has 0 of 2 approvals for production.");
        }
        assertThat(policies.unmet(CALLER, version(), "development")).isEmpty();
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void the_policy_of_an_environment_is_asked_beside_the_models() {
        PromotionPolicies policies = policies((caller, version, policy, environment) -> List.of(
                "A colleague has rejected it.",
                "It lacks " + policy.approvals() + " approvals.",
                String.valueOf(policy.gates())));
        policies.collect();
        EnvironmentPolicy strict = new EnvironmentPolicy(Map.of("r2", Gate.min(0.4)), Map.of(), 3);
        places.put("development", strict);
        assertThat(policies.unmet(CALLER, version(), "development"))
                .as("where the model's does not hold; a gate on another task's metric is left out")
                .containsExactly(
                        "By the policy of the environment development: A colleague has rejected it.",
                        "By the policy of the environment development: It lacks 3 approvals.",
                        "By the policy of the environment development: {}");
        places.put("production", strict);
        assertThat(policies.unmet(CALLER, version(), "production"))
                .as("both, and what both say once")
                .containsExactly(
                        "By the policies of the model loans and the environment production: A colleague has rejected it.",
                        "By the policy of the model loans: It lacks 2 approvals.",
                        "By the policies of the model loans and the environment production: {}",
                        "By the policy of the environment production: It lacks 3 approvals.");
        assertThat(policies.obstacle(CALLER, version(), "development"))
                .hasValueSatisfying(obstacle -> assertThat(obstacle)
                        .startsWith("loans 1.0.0 may not serve development: By the policy of the environment"));
        assertThat(policies.unmet(CALLER, version(), "staging")).isEmpty();
    }

    @Test
    void what_meets_the_models_policy_alone_does_not_serve() {
        PromotionPolicies policies = policies((caller, version, policy, environment) ->
                policy.approvals() > 2 ? List.of("It has 2 of " + policy.approvals() + " approvals.") : List.of());
        policies.collect();
        assertThat(policies.obstacle(CALLER, version(), "production")).isEmpty();
        places.put("production", new EnvironmentPolicy(Map.of(), Map.of(), 3));
        assertThat(policies.unmet(CALLER, version(), "production"))
                .containsExactly("By the policy of the environment production: It has 2 of 3 approvals.");
    }

    private PromotionPolicies policies(PromotionRequirement requirement) {
        Object found = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instance.class}, (self, method, args) -> {
                    if (!method.getName().equals("stream")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    lookUps++;
                    return Stream.of(requirement);
                });
        return Wired.with(new PromotionPolicies(), new Governed(), new Places(), found, new Audit());
    }

    /** One model, whose versions need two approvals for production. */
    private static final class Governed extends Models {
        Governed() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Model> byName(long organisationId, String name) {
            Model model = Model.name(organisationId, name, Task.CLASSIFICATION, Instant.EPOCH);
            model.govern(
                    RegistryJson.write(new PromotionPolicy(List.of("production"), null, null, Map.of(), Map.of(), 2)));
            return Optional.of(model);
        }
    }

    private final class Places extends Environments {
        Places() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Environment> byName(long organisationId, String name) {
            Environment place = Environment.open(organisationId, name, Instant.EPOCH);
            EnvironmentPolicy policy = places.get(name);
            place.govern(policy == null ? null : RegistryJson.write(policy));
            return Optional.of(place);
        }
    }

    private static ModelVersionView version() {
        return new ModelVersionView(
                7,
                3,
                "loans",
                "1.0.0",
                Task.CLASSIFICATION,
                Stage.READY,
                List.of("no", "yes"),
                List.of(),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), List.of("no", "yes")),
                Map.of("accuracy", 0.9),
                true,
                List.of(),
                new Lineage("d", "s", "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                ModelVersionView.Said.NOTHING);
    }
}
