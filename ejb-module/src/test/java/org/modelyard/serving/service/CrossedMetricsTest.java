package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.LoggedDimensions;
import org.modelyard.serving.entity.UsageHours;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.Price;

class CrossedMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:30:00Z");
    private static final Instant HOUR_BEFORE = Instant.parse("2026-01-31T11:00:00Z");
    private static final Caller CALLER = new Caller(50, "vera", Role.VIEWER, "here");

    private final List<LoggedDimensions.Row> rows = new ArrayList<>();
    private final List<UsageHours.Counted> hours = new ArrayList<>();
    private final CrossedMetrics metrics = Wired.with(
            new CrossedMetrics(),
            new Hours(),
            new Log(),
            new Declared(),
            new Places(),
            new Income(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void two_dimensions_are_counted_from_the_log() {
        row(NOW.minusSeconds(1), "{\"platform\":\"web\",\"priority\":\"high\"}");
        row(NOW.minusSeconds(2), "{\"platform\":\"web\",\"priority\":\"high\",\"else\":1}");
        row(NOW.minusSeconds(3), "{\"platform\":\"fridge\",\"priority\":\"high\"}");
        row(NOW.minusSeconds(4), null);
        CrossedMetricsView view = ofModel("dimension:platform", "dimension:priority");
        assertThat(view.source()).isEqualTo(CrossedMetricsView.Source.LOG);
        assertThat(view.cut()).isFalse();
        assertThat(view.since()).as("the oldest row").isEqualTo(NOW.minusSeconds(4));
        assertThat(requests(view)).containsExactly("(none) (none) 1", "(other) high 1", "web high 2");
        assertThat(requests(ofModel("variant", "dimension:platform")))
                .containsExactly("main (none) 1", "main (other) 1", "main web 2");
    }

    @Test
    void more_rows_than_are_read_leave_the_newest() {
        for (int i = 0; i < CrossedMetrics.MOST_ROWS; i++) {
            row(NOW.minusSeconds(i), null);
        }
        assertThat(ofModel("dimension:platform", "dimension:priority").cut()).isFalse();
        row(NOW.minusSeconds(CrossedMetrics.MOST_ROWS), null);
        CrossedMetricsView view = ofModel("dimension:platform", "dimension:priority");
        assertThat(view.cut()).isTrue();
        assertThat(view.since()).isEqualTo(NOW.minusSeconds(CrossedMetrics.MOST_ROWS - 1));
        assertThat(requests(view)).containsExactly("(none) (none) " + CrossedMetrics.MOST_ROWS);
    }

    @Test
    void a_dimension_and_the_day_are_sums_of_hours_in_either_order() {
        hour(HOUR_BEFORE, "web", 3);
        hour(HOUR_BEFORE, "app", 5);
        hour(HOUR_BEFORE.minusSeconds(86_400), "web", 7);
        CrossedMetricsView view = ofModel("dimension:platform", "day");
        assertThat(view.source()).isEqualTo(CrossedMetricsView.Source.HOURS);
        assertThat(view.since()).as("a full hour").isEqualTo(HOUR_BEFORE);
        assertThat(requests(view)).containsExactly("app 2026-01-31 5", "web 2026-01-30 7", "web 2026-01-31 3");
        assertThat(requests(ofModel("day", "dimension:platform")))
                .containsExactly("2026-01-30 web 7", "2026-01-31 app 5", "2026-01-31 web 3");
    }

    @Test
    void what_cannot_be_crossed_is_refused() {
        assertThatThrownBy(() -> ofModel("caller", "dimension:platform"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("keeps no caller");
        assertThatThrownBy(() -> ofModel("variant", "caller")).hasMessageContaining("keeps no caller");
        assertThatThrownBy(() -> ofModel("day", "day")).hasMessageContaining("another than 'by'");
        assertThatThrownBy(() -> ofModel("operation", "dimension:operation")).hasMessageContaining("another than 'by'");
        assertThatThrownBy(() -> ofModel("dimension:moon", "dimension:platform"))
                .hasMessageContaining("not counted");
        assertThatThrownBy(() -> ofModel("dimension:moon", "day")).hasMessageContaining("not counted");
        assertThatThrownBy(() -> ofModel("day", "moon")).hasMessageContaining("'moon' is not offered");
    }

    @Test
    void what_is_refused_is_blamed_on_the_field_that_says_it() {
        assertThat(blamed("moon", "day")).isEqualTo("by");
        assertThat(blamed("day", "moon")).isEqualTo("and");
        assertThat(blamed("variant", "caller")).isEqualTo("and");
        assertThat(blamed("dimension:moon", "day")).isEqualTo("by");
        assertThat(blamed("day", "dimension:moon")).isEqualTo("and");
        assertThat(blamed("dimension:platform", "dimension:moon")).isEqualTo("and");
    }

    private String blamed(String by, String and) {
        return catchThrowableOfType(Refusal.Invalid.class, () -> ofModel(by, and))
                .errors()
                .get(0)
                .field();
    }

    private CrossedMetricsView ofModel(String by, String and) {
        return metrics.ofModel(CALLER, "income", "hour", null, by, and);
    }

    private static List<String> requests(CrossedMetricsView view) {
        return view.groups().stream()
                .map(group ->
                        String.join(" ", group.names()) + " " + group.figures().requests())
                .toList();
    }

    private void row(Instant at, @Nullable String dimensions) {
        rows.add(new LoggedDimensions.Row(12, "main", at, true, 100, dimensions, 0, 0, 0, ""));
    }

    private void hour(Instant start, String value, long requests) {
        hours.add(
                new UsageHours.Counted(12, start, value, "", requests, 0, 100, 0, 0, 0, new LatencyCounts().toBytes()));
    }

    private final class Log extends LoggedDimensions {
        Log() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void newest(
                long organisationId, long modelId, long environmentId, Instant since, int most, Consumer<Row> found) {
            assertThat(since).isEqualTo(HOUR_BEFORE);
            rows.stream().limit(most).forEach(found);
        }
    }

    private final class Hours extends UsageFigures {
        @Override
        void counted(Span span, String dimension, Consumer<UsageHours.Counted> found) {
            hours.stream().filter(hour -> dimension.equals("platform")).forEach(found);
        }

        @Override
        void requireCounted(Caller caller, String model, String field, String dimension) {
            if (dimension.equals("moon")) {
                throw new Refusal.Invalid(field, "'moon' is not counted");
            }
        }
    }

    private static final class Declared extends ModelAccounting {
        @Override
        public Accounting of(Caller caller, String model) {
            return new Accounting(
                    null, Price.NONE, Map.of(), Map.of("platform", List.of("web", "app"), "priority", List.of("high")));
        }
    }

    private static final class Places extends Environments {
        Places() {
            super(Wired.unused(EntityManager.class));
        }
    }

    private static final class Income extends Registry {
        @Override
        public long modelId(Caller caller, String name) {
            return 7;
        }
    }
}
