package org.modelyard.monitoring.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.CoolDown;
import org.modelyard.monitoring.model.Severity;

class AlertTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final CoolDown SIX_HOURS = new CoolDown(Duration.ofHours(6));

    private final Alert alert =
            Alert.raise(new Alert.Cause(1, "DRIFT", "model/churn/production"), sight(Severity.WARNING, "first"), START);

    private static Alert.Sight sight(Severity severity, String title) {
        return new Alert.Sight(severity, title, "detail of " + title);
    }

    private boolean seen(Severity severity, String title, int hours) {
        return alert.seenAgain(sight(severity, title), SIX_HOURS, START.plus(Duration.ofHours(hours)));
    }

    @Test
    void within_the_cool_down_the_same_cause_only_counts() {
        assertThat(seen(Severity.WARNING, "second", 1)).isTrue();
        assertThat(alert.title()).isEqualTo("first");
        assertThat(alert.occurrences()).isEqualTo(2);
        assertThat(alert.lastSeenAt()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(alert.raisedAt()).isEqualTo(START);
    }

    @Test
    void what_is_worse_shows_at_once() {
        assertThat(seen(Severity.CRITICAL, "worse", 1)).isTrue();
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.title()).isEqualTo("worse");
        assertThat(seen(Severity.INFO, "better", 2)).isTrue();
        assertThat(alert.severity()).as("held back by the cool-down").isEqualTo(Severity.CRITICAL);
    }

    @Test
    void after_the_cool_down_an_open_alert_takes_on_what_was_seen() {
        assertThat(seen(Severity.INFO, "later", 6)).isTrue();
        assertThat(alert.severity()).isEqualTo(Severity.INFO);
        assertThat(alert.title()).isEqualTo("later");
        assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void an_acknowledged_alert_keeps_silent_until_the_cool_down_is_over() {
        alert.acknowledge("maria", START.plusSeconds(60));
        assertThat(seen(Severity.WARNING, "again", 5)).isTrue();
        assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(seen(Severity.WARNING, "again", 6))
                .as("a new alert is needed")
                .isFalse();
        assertThat(alert.occurrences()).isEqualTo(2);
    }

    @Test
    void an_acknowledged_alert_does_not_hide_what_is_worse() {
        alert.acknowledge("maria", START.plusSeconds(60));
        assertThat(seen(Severity.CRITICAL, "worse", 1)).isFalse();
    }

    @Test
    void the_first_to_acknowledge_counts() {
        alert.acknowledge("maria", START.plusSeconds(60));
        alert.acknowledge("jan", START.plusSeconds(90));
        assertThat(alert.acknowledgedBy()).isEqualTo("maria");
        assertThat(alert.acknowledgedAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void causes_differ_by_kind_and_subject() {
        String dedupe = new Alert.Cause(1, "DRIFT", "model/a").dedupe();
        assertThat(new Alert.Cause(1, "DRIFT", "model/b").dedupe()).isNotEqualTo(dedupe);
        assertThat(new Alert.Cause(1, "OTHER", "model/a").dedupe()).isNotEqualTo(dedupe);
        assertThat(new Alert.Cause(1, "DRIFT", "model/a").dedupe()).isEqualTo(dedupe);
    }
}
