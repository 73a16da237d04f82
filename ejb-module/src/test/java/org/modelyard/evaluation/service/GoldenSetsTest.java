package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.Wired;

class GoldenSetsTest {

    private final GoldenSets sets = Wired.with(
            new GoldenSets(),
            new Nothing(),
            new Registry(),
            new Held(),
            new AskedSnapshots(),
            new Audit(),
            Clock.systemUTC());

    @Test
    void a_name_that_the_policy_asks_for_is_not_an_operators_to_give_while_the_policy_is_held() {
        Caller operator = new Caller(1, "ann", Role.OPERATOR, "here");
        GoldenSets.NewGoldenSet wanted = new GoldenSets.NewGoldenSet("hard", "d", null);
        assertThatThrownBy(() -> sets.fix(operator, PolicyFloor.MODEL, wanted))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessageContaining("ADMIN");
    }

    /** A policy that can be read only while nobody changes it. */
    private static final class Held extends PromotionPolicies {

        @Override
        public Optional<PromotionPolicy> of(Caller caller, String model) {
            throw new UnsupportedOperationException("not held");
        }

        @Override
        public Optional<PromotionPolicy> held(Caller caller, String model) {
            return Optional.of(PolicyFloor.policy("hard", Map.of()));
        }
    }

    private static final class Nothing extends StoredGoldenSets {

        private Nothing() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<GoldenSet> byName(long organisationId, String model, String name) {
            return Optional.empty();
        }
    }
}
