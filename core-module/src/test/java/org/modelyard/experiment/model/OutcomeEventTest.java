package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class OutcomeEventTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void an_event_without_an_id_has_that_of_what_it_says() {
        OutcomeEvent.Given given = new OutcomeEvent.Given("u", "click", null, NOW, null);
        OutcomeEvent one = OutcomeEvent.checked(List.of(given), NOW).get(0);
        OutcomeEvent again =
                OutcomeEvent.checked(List.of(given), NOW.plusSeconds(9)).get(0);
        assertThat(again).isEqualTo(one);
        assertThat(one.value()).isEqualTo(1);
        OutcomeEvent other = OutcomeEvent.checked(List.of(new OutcomeEvent.Given("u", "click", 2.0, NOW, null)), NOW)
                .get(0);
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(OutcomeEvent.checked(List.of(new OutcomeEvent.Given("u", "click", null, null, "mine")), NOW)
                        .get(0)
                        .atMillis())
                .isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void all_that_is_wrong_is_named() {
        OutcomeEvent.Given wrong =
                new OutcomeEvent.Given(" ", "No Name", Double.POSITIVE_INFINITY, NOW.plusSeconds(3_600), " ");
        OutcomeEvent.Given unrepeatable = new OutcomeEvent.Given("u", "click", null, null, null);
        assertThatThrownBy(() -> OutcomeEvent.checked(List.of(wrong, unrepeatable), NOW))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(
                                refused.errors().stream().map(FieldError::field))
                        .containsExactly(
                                "events[0].unit",
                                "events[0].event",
                                "events[0].value",
                                "events[0].at",
                                "events[0].eventId",
                                "events[1].eventId"));
        for (double large : new double[] {1.000_001e12, -1.000_001e12, Double.NaN}) {
            assertThatThrownBy(() -> OutcomeEvent.checked(List.of(valued(large)), NOW))
                    .hasMessageContaining("-10^12 to 10^12");
        }
        assertThat(OutcomeEvent.checked(List.of(valued(-1e12), valued(1e12)), NOW))
                .hasSize(2);
        assertThatThrownBy(() -> OutcomeEvent.checked(Collections.singletonList(null), NOW))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo("events[0]"));
        assertThatThrownBy(() -> OutcomeEvent.checked(List.of(), NOW)).hasMessageContaining("send 1 to 1000");
        assertThatThrownBy(() -> OutcomeEvent.checked(Collections.nCopies(1_001, unrepeatable), NOW))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> OutcomeEvent.unit("unit", null)).isInstanceOf(Refusal.Invalid.class);
    }

    private static OutcomeEvent.Given valued(double value) {
        return new OutcomeEvent.Given("u", "spent", value, NOW, null);
    }
}
