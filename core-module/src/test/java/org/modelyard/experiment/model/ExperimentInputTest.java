package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** What clients send by mistake is refused with the field that is wrong. */
class ExperimentInputTest {

    private static final List<ExperimentWish.@Nullable Variant> VARIANTS =
            List.copyOf(ExperimentAnalysisTest.variants(List.of("a", "b")));

    @Test
    void nulls_in_lists_and_maps_are_named() {
        List<ExperimentWish.@Nullable Variant> variants = Collections.singletonList(null);
        List<ExperimentWish.@Nullable Guard> guards = Collections.singletonList(null);
        Map<String, FeatureType> attributes = Collections.singletonMap("country", null);
        ExperimentWish wish =
                wish(variants, new ExperimentWish.Target(attributes, "country = 'de'"), guards, null, null);
        assertThat(wrong(wish)).containsExactly("variants[0]", "targeting.attributes.country", "guardrails[0]");
    }

    @Test
    void a_time_is_a_second_at_least_and_a_year_at_most() {
        for (Duration none :
                List.of(Duration.ofMillis(999), Duration.ofNanos(1), Duration.ofDays(-1), Duration.ofDays(366))) {
            assertThat(wrong(wish(VARIANTS, null, null, none, none))).containsExactly("duration", "window");
        }
        ExperimentPlan plan = wish(VARIANTS, null, null, Duration.ofDays(365), Duration.ofSeconds(1))
                .plan();
        assertThat(plan.windowMillis()).isEqualTo(1_000);
    }

    private static List<String> wrong(ExperimentWish wish) {
        List<String> fields = new java.util.ArrayList<>();
        assertThatThrownBy(wish::plan)
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> refused.errors().stream()
                        .map(FieldError::field)
                        .forEach(fields::add));
        return fields;
    }

    private static ExperimentWish wish(
            List<ExperimentWish.@Nullable Variant> variants,
            ExperimentWish.@Nullable Target targeting,
            @Nullable List<ExperimentWish.@Nullable Guard> guards,
            @Nullable Duration duration,
            @Nullable Duration window) {
        return new ExperimentWish(
                null,
                variants,
                targeting,
                null,
                null,
                null,
                new ExperimentWish.Metric(null, "click", null, null, null),
                guards,
                null,
                null,
                null,
                null,
                duration,
                window);
    }
}
