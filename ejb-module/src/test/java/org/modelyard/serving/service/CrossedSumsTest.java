package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.LoggedDimensions;

class CrossedSumsTest {

    private final CrossedSums sums = new CrossedSums();

    @Test
    void groups_come_by_name_and_each_version_is_asked_for_once() {
        assertThat(sums.isEmpty()).isTrue();
        sums.of("12", "web").add(row(100, true));
        sums.of("12", "app").add(row(200, false));
        sums.of("11", "web").add(row(300, true));
        sums.of("12", "web").add(row(500, true));
        List<String> asked = new ArrayList<>();
        List<CrossedMetricsView.Group> groups = sums.named("version", "dimension:platform", id -> {
            asked.add(id);
            return id.equals("12") ? "1.0.0" : "2.0.0";
        });
        assertThat(groups)
                .extracting(CrossedMetricsView.Group::names)
                .containsExactly(List.of("1.0.0", "app"), List.of("1.0.0", "web"), List.of("2.0.0", "web"));
        assertThat(asked).containsExactlyInAnyOrder("11", "12");
        ModelMetricsView.Figures figures = groups.get(1).figures();
        assertThat(figures.requests()).isEqualTo(2);
        assertThat(figures.errors()).isZero();
        assertThat(figures.meanLatencyMillis()).isEqualTo(0.3);
        assertThat(figures.accuracy()).as("nothing of feedback").isNull();
        assertThat(groups.get(0).figures().errors()).isEqualTo(1);
        SpentSums spent = figures.spent();
        assertThat(spent).isNotNull();
        assertThat(String.valueOf(spent)).contains("EUR");
    }

    @Test
    void too_many_are_refused_with_what_makes_fewer() {
        for (int i = 0; i < CrossedSums.MOST; i++) {
            sums.of("a", "b" + i);
        }
        sums.of("a", "b0");
        assertThatThrownBy(() -> sums.of("a", "one more"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("more than 1000 groups");
    }

    static LoggedDimensions.Row row(long micros, boolean answered) {
        return new LoggedDimensions.Row(12, "main", Instant.EPOCH, answered, micros, null, 1, 0, 5, "EUR");
    }
}
