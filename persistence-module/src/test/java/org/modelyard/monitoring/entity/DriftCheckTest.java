package org.modelyard.monitoring.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.batch.model.WorkState;
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.monitoring.model.DriftReport;
import org.modelyard.monitoring.model.DriftStatistic;
import org.modelyard.monitoring.model.DriftVerdict;
import org.modelyard.monitoring.model.FeatureDrift;
import org.modelyard.monitoring.model.Severity;

class DriftCheckTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:30:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final UUID REPORT = UUID.randomUUID();

    private final DriftCheck check = DriftCheck.queue(
            new DriftCheck.Subject(1, "churn", "production", 9),
            new DriftCheck.Window(NOW.minus(Duration.ofHours(24)), NOW, null),
            CheckTrigger.REST,
            "admin",
            NOW);

    @Test
    void one_of_two_who_claim_it_starts_its_job() {
        assertThat(check.claim(NOW, PATIENCE)).isTrue();
        assertThat(check.claim(NOW.plusSeconds(59), PATIENCE)).isFalse();
        assertThat(check.claim(NOW.plusSeconds(60), PATIENCE))
                .as("that job never came")
                .isTrue();
    }

    @Test
    void a_check_that_never_comes_to_an_end_fails_in_the_end() {
        Instant time = NOW;
        for (int i = 0; i < QueuedWork.MOST_ATTEMPTS; i++, time = time.plus(PATIENCE)) {
            assertThat(check.claim(time, PATIENCE)).isTrue();
        }
        assertThat(check.claim(time, PATIENCE)).isFalse();
        assertThat(check.state()).isEqualTo(WorkState.FAILED);
        assertThat(check.problem()).contains("5 times");
    }

    @Test
    void a_complete_check_never_runs_again_and_keeps_its_report() {
        assertThat(check.run(7, NOW)).isTrue();
        assertThat(check.state()).isEqualTo(WorkState.RUNNING);
        assertThat(check.complete(REPORT, NOW)).isTrue();
        assertThat(check.run(8, NOW)).isFalse();
        assertThat(check.complete(UUID.randomUUID(), NOW)).isFalse();
        check.fail("late", NOW);
        assertThat(check.claim(NOW.plus(PATIENCE), PATIENCE)).isFalse();
        assertThat(check.state()).isEqualTo(WorkState.COMPLETED);
        assertThat(check.reportId()).isEqualTo(REPORT);
        assertThat(check.executionId()).isEqualTo(7);
    }

    @Test
    void a_failed_check_runs_again_when_its_job_is_restarted() {
        check.run(7, NOW);
        check.fail("no profile", NOW);
        assertThat(check.problem()).isEqualTo("no profile");
        assertThat(check.claim(NOW.plus(PATIENCE), PATIENCE))
                .as("not by itself")
                .isFalse();
        assertThat(check.run(8, NOW)).isTrue();
        assertThat(check.problem()).isNull();
        assertThat(check.endedAt()).isNull();
        assertThat(check.complete(REPORT, NOW)).isTrue();
    }

    @Test
    void a_report_keeps_what_was_found_and_says_nothing_of_what_was_not_tested() {
        FeatureDrift drifted = new FeatureDrift(
                "age",
                false,
                DriftStatistic.KOLMOGOROV_SMIRNOV,
                0.4,
                1e-9,
                2e-9,
                0.5,
                0.4,
                new DriftVerdict.Drifted(2e-9, 0.5));
        double none = Double.NaN;
        FeatureDrift untested = new FeatureDrift(
                "score",
                true,
                DriftStatistic.KOLMOGOROV_SMIRNOV,
                none,
                none,
                none,
                none,
                none,
                new DriftVerdict.TooFewRows(3, 200));
        DriftReport found = new DriftReport(drifted.verdict(), 8_000, 1_250, 0.01, List.of(drifted, untested));
        StoredDriftReport report = StoredDriftReport.of(
                check,
                new StoredDriftReport.Subject(UUID.randomUUID(), "1.0.0"),
                NOW.minusSeconds(3_600),
                found,
                Severity.WARNING,
                NOW);
        assertThat(report.verdict()).isEqualTo("DRIFTED");
        assertThat(report.windowRows()).isEqualTo(1_250);
        assertThat(report.since()).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(report.features().get(0).effect()).isEqualTo(0.5);
        assertThat(report.features().get(1).p()).isNull();
        assertThat(report.features().get(1).verdict()).isEqualTo("TOO_FEW");
    }
}
