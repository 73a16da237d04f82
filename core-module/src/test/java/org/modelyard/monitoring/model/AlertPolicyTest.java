package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final CoolDown HOUR = new CoolDown(Duration.ofHours(1));

    @Test
    void severity_rises_with_the_share_and_with_the_effect() {
        assertThat(severity(10, 0)).isNull();
        assertThat(severity(10, 1, 0.12)).isEqualTo(Severity.INFO);
        assertThat(severity(10, 2, 0.12)).isEqualTo(Severity.WARNING);
        assertThat(severity(10, 1, 0.3)).isEqualTo(Severity.WARNING);
        assertThat(severity(10, 5, 0.12)).isEqualTo(Severity.CRITICAL);
        assertThat(severity(10, 1, 1.4)).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void too_few_rows_raise_nothing() {
        DriftReport report = new DriftReport(new DriftVerdict.TooFewRows(3, 200), 3, 5, 0.01, List.of());
        assertThat(SeverityPolicy.withDefaults().of(report)).isEmpty();
    }

    @Test
    void the_cool_down_holds_back_until_its_end() {
        CoolDown.Raised last = new CoolDown.Raised(NOON, Severity.WARNING);
        assertThat(HOUR.permits(null, Severity.INFO, NOON)).isTrue();
        assertThat(HOUR.permits(last, Severity.WARNING, NOON.plusSeconds(3_599)))
                .isFalse();
        assertThat(HOUR.permits(last, Severity.WARNING, NOON.plusSeconds(3_600)))
                .isTrue();
        assertThat(HOUR.permits(last, Severity.WARNING, NOON.minusSeconds(60))).isFalse();
    }

    @Test
    void what_got_worse_does_not_wait() {
        CoolDown.Raised last = new CoolDown.Raised(NOON, Severity.WARNING);
        assertThat(HOUR.permits(last, Severity.CRITICAL, NOON.plusSeconds(1))).isTrue();
        assertThat(HOUR.permits(last, Severity.INFO, NOON.plusSeconds(1))).isFalse();
    }

    private static @Nullable Severity severity(int features, int drifted, double... effect) {
        List<FeatureDrift> lines = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            DriftVerdict verdict = i < drifted ? new DriftVerdict.Drifted(0.001, effect[0]) : new DriftVerdict.Stable();
            lines.add(new FeatureDrift(
                    "f" + i,
                    false,
                    DriftStatistic.KOLMOGOROV_SMIRNOV,
                    0.2,
                    0.001,
                    0.001,
                    i < drifted ? effect[0] : 0,
                    0.2,
                    verdict));
        }
        DriftVerdict overall = drifted > 0 ? new DriftVerdict.Drifted(0.001, effect[0]) : new DriftVerdict.Stable();
        return SeverityPolicy.withDefaults()
                .of(new DriftReport(overall, 1_000, 1_000, 0.01, lines))
                .orElse(null);
    }
}
