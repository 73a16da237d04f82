package org.modelyard.experiment.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.PolicyWish;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.Wired;

/** What is refused costs no pass over rows: here there is no database. */
class OffPolicyEstimatesTest {

    private static final Caller CALLER = new Caller(1, "ann", Role.VIEWER, "here");

    @Test
    void what_is_no_policy_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> estimates(MetricKind.PROPORTION).of(CALLER, "banner", new PolicyWish("c", null)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_metric_that_no_policy_earns_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> estimates(MetricKind.QUANTILE).of(CALLER, "banner", new PolicyWish("a", null)))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("is a QUANTILE");
    }

    private static OffPolicyEstimates estimates(MetricKind kind) {
        Double quantile = kind == MetricKind.QUANTILE ? 0.5 : null;
        ExperimentWish wish = new ExperimentWish(
                null,
                List.of(new ExperimentWish.Variant("a", null, null), new ExperimentWish.Variant("b", null, null)),
                null,
                null,
                null,
                null,
                new ExperimentWish.Metric(kind, "wait", null, quantile, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return Wired.with(
                new OffPolicyEstimates(),
                new Stored(Experiment.draft(1, "banner", wish.plan(), "ann")),
                new ExperimentSums(() -> Wired.unused(Connection.class)),
                new ExperimentRounds(() -> Wired.unused(Connection.class)),
                Clock.systemUTC());
    }

    private static final class Stored extends StoredExperiments {

        private final Experiment only;

        Stored(Experiment only) {
            super(Wired.unused(EntityManager.class));
            this.only = only;
        }

        @Override
        public Optional<Experiment> byName(long organisationId, String name) {
            return Optional.of(only);
        }
    }
}
