package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.serving.service.Wired;

class PromotionPoliciesTest {

    private static final Caller CALLER = Caller.server(1);

    private int lookUps;

    /** Each look-up makes references that live as long as the bean. */
    @Test
    void requirements_are_looked_up_once_however_often_they_are_asked() {
        PromotionPolicies policies = policies((caller, version, policy, environment) ->
                List.of("It has 0 of " + policy.approvals() + " approvals for " + environment + "."));
        policies.collect();
        for (int i = 0; i < 3; i++) {
            assertThat(policies.unmet(CALLER, version(), "production"))
                    .containsExactly("It has 0 of 2 approvals for production.");
        }
        assertThat(policies.unmet(CALLER, version(), "development")).isEmpty();
        assertThat(lookUps).isEqualTo(1);
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
        return Wired.with(new PromotionPolicies(), new Governed(), found, new Audit());
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
