package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.model.DeploymentCare;

/** A version that takes over by itself while another is compared with what serves would end the comparison. */
class SettledPlacesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Environment PRODUCTION = Environment.open(50, "production", NOW);

    private List<Deployment> awaited = List.of();
    private final DeploymentRequests requests = Wired.with(
            new DeploymentRequests(),
            new Environments(Wired.unused(EntityManager.class)),
            new Awaited(),
            new EnvironmentRooms(),
            new Registry(),
            new PromotionPolicies(),
            new RunningExperiments(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void nothing_is_compared_with_what_another_is_about_to_take_over_from() {
        Deployment next = deployment("1.2.0");
        awaited = List.of(next);
        assertThatThrownBy(() -> requests.requireSettled(3, PRODUCTION))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("income 1.2.0 is about to take over production (asked for by anna, deployment "
                        + next.publicId() + ", PENDING): wait until it serves or has failed, or withdraw it.");
        awaited = List.of();
        assertThatCode(() -> requests.requireSettled(3, PRODUCTION)).doesNotThrowAnyException();
    }

    /** The way back is not withdrawn. */
    @Test
    void a_roll_back_on_its_way_is_waited_for() {
        Deployment bad = deployment("1.2.0");
        bad.activate(NOW);
        awaited = List.of(bad.rollBackTo(deployment("1.1.0"), "anna", NOW));
        assertThatThrownBy(() -> requests.requireSettled(3, PRODUCTION))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageEndingWith("wait until it serves or has failed.");
    }

    private static Deployment deployment(String version) {
        return Deployment.request(
                PRODUCTION,
                new Deployment.Subject(3, "income", 100, version),
                List.of(),
                DeploymentCare.USUAL,
                "anna",
                NOW);
    }

    private final class Awaited extends Deployments {
        Awaited() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Deployment> awaited(long organisationId, long modelId, long environmentId) {
            return organisationId == 50 && modelId == 3 ? awaited : List.of();
        }
    }
}
