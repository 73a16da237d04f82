package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OffPolicyReading.Estimate;
import org.modelyard.experiment.model.OffPolicyReading.Method;
import org.modelyard.experiment.service.OffPolicyView;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;

class OffPolicyFormTest {

    private final OffPolicyForm form = new OffPolicyForm();

    @Test
    void it_begins_with_everybody_getting_the_last_variant_and_asks_what_is_typed() {
        form.ask(plan(), false);
        assertThat(form.isPossible()).isTrue();
        assertThat(form.wish().shares()).isEqualTo(Map.of("new", 1.0));

        form.getTyped().putAll(Map.of("shares.old", "20 %", "shares.new", "0.8"));
        assertThat(form.wish().shares()).isEqualTo(Map.of("old", 0.2, "new", 0.8));
        assertThat(form.wish().of(plan().plan())).containsExactly(0.2, 0.8);

        form.getTyped().put("shares.old", "some");
        assertThatThrownBy(form::wish).isInstanceOf(Refusal.Invalid.class).hasMessageContaining("'some' is no number");
    }

    @Test
    void what_comes_with_the_form_is_not_filled_in() {
        form.ask(plan(), true);
        assertThat(form.getTyped()).isEmpty();
        assertThat(new OffPolicyForm().isPossible()).isFalse();
    }

    @Test
    void an_estimate_beyond_what_was_measured_is_more_or_less_and_so_better_or_worse() {
        assertThat(verdict(0.069, 0.0599, 0.0783, 0.05, false))
                .isEqualTo(
                        "Divided so, the share of units with 'click' would have been about 6.9 %, between 6.0 % and 7.8 %."
                                + " It was 5.0 %. That is more than what was measured, which is better.");
        assertThat(verdict(0.069, 0.0599, 0.0783, 0.05, true)).endsWith("more than what was measured, which is worse.");
        assertThat(verdict(0.069, 0.0599, 0.0783, 0.09, false))
                .endsWith("less than what was measured, which is worse.");
        assertThat(verdict(0.069, 0.0599, 0.0783, 0.09, true))
                .endsWith("less than what was measured, which is better.");
    }

    @Test
    void what_cannot_be_told_is_not_told() {
        assertThat(verdict(0.069, 0.0599, 0.0783, 0.0665, false)).contains("may be no difference");
        assertThat(verdict(0.0, 0.0, 0.0, 0.0, false)).contains("may be no difference");
        assertThat(verdict(0.5, null, null, 0.5, false))
                .contains("cannot be told yet")
                .contains("It was 50.0 %");
        assertThat(verdict(null, null, null, 0.5, false)).isEqualTo("Nothing can be said of that.");
    }

    @Test
    void each_estimate_is_drawn_beside_what_was_measured_and_the_sample_is_told() {
        OffPolicyWords words = words(MetricKind.MEAN, 12.5, 11.0, 14.0, 10.0, false);
        assertThat(words.picture().dots())
                .extracting("label", "text")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("as they were divided", "10"),
                        org.assertj.core.groups.Tuple.tuple("IPS", "–"),
                        org.assertj.core.groups.Tuple.tuple("SNIPS", "–"),
                        org.assertj.core.groups.Tuple.tuple("DR", "12.5 (11 to 14)"));
        assertThat(words.sample())
                .isEqualTo(
                        "The 4,000 judged units tell as much of it as 1,996 that all count the same; the heaviest counts"
                                + " as 2.");
    }

    private static String verdict(
            @Nullable Double value, @Nullable Double low, @Nullable Double high, double earned, boolean lowerIsBetter) {
        return words(MetricKind.PROPORTION, value, low, high, earned, lowerIsBetter)
                .verdict();
    }

    private static OffPolicyWords words(
            MetricKind kind,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            double earned,
            boolean lowerIsBetter) {
        OffPolicyView view = new OffPolicyView(
                "banner",
                "share of units with 'click'",
                List.of(),
                4_000,
                2,
                earned,
                1_996.4,
                2,
                0.95,
                List.of(
                        new Estimate(Method.IPS, null, null, null, null),
                        new Estimate(Method.SNIPS, null, null, null, null),
                        new Estimate(Method.DR, value, null, low, high)),
                null,
                Instant.EPOCH);
        return new OffPolicyWords(
                view, new ExperimentWish.Metric(kind, "click", null, null, lowerIsBetter), new Words());
    }

    private static ExperimentWish plan() {
        return new ExperimentWish(
                null,
                List.of(new ExperimentWish.Variant("old", null, null), new ExperimentWish.Variant("new", null, null)),
                null,
                null,
                null,
                null,
                new ExperimentWish.Metric(null, "click", null, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
