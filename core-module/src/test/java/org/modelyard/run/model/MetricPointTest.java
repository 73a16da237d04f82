package org.modelyard.run.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class MetricPointTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

    private static MetricPoint.Given given(
            String key, @Nullable Double value, @Nullable Long step, @Nullable Instant at) {
        return new MetricPoint.Given(key, value, step, at);
    }

    @Test
    void without_step_and_time_a_point_is_of_step_0_and_now_to_the_millisecond() {
        assertThat(MetricPoint.checked(List.of(given("loss", 0.5, null, null)), NOW))
                .containsOnlyKeys("loss")
                .containsEntry("loss", List.of(new MetricPoint("loss", 0.5, 0, NOW.toEpochMilli())));
    }

    @Test
    void the_same_metric_step_and_time_is_one_point_and_the_first_counts() {
        List<MetricPoint.Given> twice = List.of(
                given("loss", 0.5, 1L, NOW),
                given("loss", 0.4, 1L, NOW),
                given("loss", 0.4, 2L, NOW),
                given("loss", 0.3, 1L, NOW.minusMillis(1)),
                given("Loss", 0.2, 1L, NOW));
        assertThat(MetricPoint.checked(twice, NOW))
                .containsOnlyKeys("loss", "Loss")
                .satisfies(points -> {
                    assertThat(points.get("loss"))
                            .extracting(MetricPoint::value)
                            .containsExactly(0.5, 0.4, 0.3);
                    assertThat(points.get("Loss")).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_number_is_refused_with_advice(double value) {
        assertThatThrownBy(() -> MetricPoint.checked(List.of(given("loss", value, 1L, NOW)), NOW))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("metrics[0].value"))
                .hasMessageContaining("leave a point out");
    }

    @Test
    void every_wrong_point_is_named() {
        List<MetricPoint.Given> wrong = List.of(
                given("loss", 1.0, 1L, NOW),
                given(" loss", 1.0, 1L, NOW),
                given("loss", null, 2L, NOW),
                given("loss", 1.0, 3L, Instant.EPOCH.minusMillis(1)),
                given("loss", 1.0, 4L, NOW.plusSeconds(90_000)));
        assertThatThrownBy(() -> MetricPoint.checked(wrong, NOW))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("metrics[1].key", "metrics[2].value", "metrics[3].at", "metrics[4].at"));
    }

    @Test
    void a_call_has_one_to_a_thousand_points() {
        MetricPoint.Given one = given("loss", 1.0, 1L, NOW);
        assertThat(MetricPoint.checked(Collections.nCopies(1_000, one), NOW)).hasSize(1);
        assertThatThrownBy(() -> MetricPoint.checked(Collections.nCopies(1_001, one), NOW))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> MetricPoint.checked(List.of(), NOW)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_cursor_reads_back_as_it_was_written() {
        MetricPoint.Place place = new MetricPoint.Place(-3, NOW.toEpochMilli());
        assertThat(PointCursor.parse(PointCursor.after(place))).isEqualTo(place);
        assertThat(PointCursor.parse(null).step()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64 !", "AAAAAAAAAAE"})
    void another_lists_cursor_is_refused(String cursor) {
        assertThatThrownBy(() -> PointCursor.parse(cursor)).isInstanceOf(Refusal.Invalid.class);
    }
}
