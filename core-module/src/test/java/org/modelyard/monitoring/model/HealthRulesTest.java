package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.monitoring.model.Health.Status;
import org.modelyard.monitoring.model.HealthFacts.LastDrift;

class HealthRulesTest {

    private static final LastDrift STABLE = new LastDrift("STABLE", null, 1_000);

    private int deployments = 1;
    private long requests = 1_000;
    private long errors;
    private @Nullable LastDrift drift = STABLE;
    private long criticalAlerts;
    private long warningAlerts;
    private long judged = 200;
    private long correct = 180;
    private @Nullable Double expected = 0.9;

    private Health judge() {
        return HealthRules.judge(new HealthFacts(
                deployments, requests, errors, drift, criticalAlerts, warningAlerts, judged, correct, expected));
    }

    @Test
    void a_model_of_which_all_is_known_and_well_is_healthy_without_findings() {
        Health health = judge();
        assertThat(health.status()).isEqualTo(Status.HEALTHY);
        assertThat(health.score()).isEqualTo(1);
        assertThat(health.findings()).isEmpty();
    }

    @Test
    void without_a_deployment_it_is_unknown() {
        deployments = 0;
        requests = 0;
        drift = null;
        unknownBecause("No deployment serves this model.");
    }

    @Test
    void without_traffic_it_is_unknown() {
        requests = 0;
        unknownBecause("No prediction was asked for in the last 24 hours.");
    }

    @Test
    void without_a_drift_report_it_is_unknown() {
        drift = null;
        unknownBecause("What serves was not checked for drift yet.");
    }

    @Test
    void too_few_rows_for_drift_is_unknown_and_not_healthy() {
        drift = new LastDrift("TOO_FEW", null, 12);
        unknownBecause("The last drift check saw only 12 rows: too few to tell.");
    }

    private void unknownBecause(String what) {
        Health health = judge();
        assertThat(health.status()).isEqualTo(Status.UNKNOWN);
        assertThat(health.score()).isNull();
        assertThat(health.findings()).extracting(Health.Finding::what).contains(what);
    }

    @Test
    void drift_counts_as_severe_as_its_report() {
        drift = new LastDrift("DRIFTED", Severity.CRITICAL, 1_000);
        rings(Severity.CRITICAL, Status.UNHEALTHY, 0.5);
        drift = new LastDrift("DRIFTED", Severity.WARNING, 1_000);
        rings(Severity.WARNING, Status.DEGRADED, 0.8);
        drift = new LastDrift("DRIFTED", Severity.INFO, 1_000);
        rings(Severity.INFO, Status.HEALTHY, 1);
    }

    @Test
    void errors_ring_when_their_share_is_surely_above_one_or_five_percent() {
        errors = 12; // 1.2 %, but Wilson's lower bound is below 1 %
        assertThat(judge().findings()).isEmpty();
        errors = 30;
        rings(Severity.WARNING, Status.DEGRADED, 0.8);
        errors = 100;
        rings(Severity.CRITICAL, Status.UNHEALTHY, 0.5);
    }

    @Test
    void the_same_error_rings_by_how_sure_its_share_is() {
        requests = 3;
        errors = 1;
        drift = STABLE;
        assertThat(judge().findings())
                .extracting(Health.Finding::severity)
                .as("1 of 3: the lower bound is 6 %, so this is surely above five percent")
                .containsExactly(Severity.CRITICAL);
        requests = 40;
        assertThat(judge().findings()).isEmpty();
    }

    @Test
    void open_alerts_ring_by_severity() {
        warningAlerts = 2;
        rings(Severity.WARNING, Status.DEGRADED, 0.8);
        criticalAlerts = 1;
        Health health = judge();
        assertThat(health.status()).isEqualTo(Status.UNHEALTHY);
        assertThat(health.findings())
                .as("the worst first")
                .extracting(Health.Finding::severity)
                .containsExactly(Severity.CRITICAL, Severity.WARNING);
        assertThat(health.score()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void an_accuracy_surely_below_the_evaluations_rings() {
        correct = 164; // 82 %: the upper bound 86.7 % is more than two points below 90 %
        rings(Severity.WARNING, Status.DEGRADED, 0.8);
        correct = 140; // 70 %: the upper bound 75.9 % is more than ten points below
        rings(Severity.CRITICAL, Status.UNHEALTHY, 0.5);
        correct = 172; // 86 %: the upper bound reaches 90 %
        assertThat(judge().findings()).isEmpty();
    }

    @Test
    void too_little_feedback_is_said_and_judges_nothing() {
        judged = 29;
        correct = 0;
        rings(Severity.INFO, Status.HEALTHY, 1);
        expected = null;
        assertThat(judge().findings()).as("nothing to compare with").isEmpty();
    }

    @Test
    void the_score_does_not_fall_below_nothing() {
        drift = new LastDrift("DRIFTED", Severity.CRITICAL, 1_000);
        criticalAlerts = 1;
        errors = 500;
        correct = 10;
        assertThat(judge().score()).isZero();
    }

    private void rings(Severity severity, Status status, double score) {
        Health health = judge();
        assertThat(health.findings()).extracting(Health.Finding::severity).containsExactly(severity);
        assertThat(health.status()).isEqualTo(status);
        assertThat(health.score()).isEqualTo(score);
    }
}
