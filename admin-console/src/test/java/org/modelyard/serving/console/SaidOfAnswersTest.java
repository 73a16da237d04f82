package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;
import org.modelyard.serving.service.FeedbackIntake;

/** What the console's forms say of answers, and of versions that are tried. */
class SaidOfAnswersTest {

    @Test
    void feedback_about_a_unit_is_what_the_api_takes() {
        FeedbackIntake.NewFeedback wanted = UnitFeedbackForm.wanted(
                "offers",
                Map.of(
                        "unit", "anna",
                        "item", "sku-1",
                        "window", "PT1H",
                        "used", "true",
                        "rating", "4.5",
                        "observedAt", "2026-01-31"));
        assertThat(wanted.sought()).isEqualTo(new Sought("anna", "sku-1", "offers", Duration.ofHours(1)));
        assertThat(wanted.observed())
                .isEqualTo(new Observation(
                        null, null, null, true, null, 4.5, null, null, null, Instant.parse("2026-01-31T00:00:00Z")));
        assertThat(UnitFeedbackForm.wanted("offers", Map.of("unit", "anna", "label", "yes"))
                        .sought())
                .isEqualTo(new Sought("anna", null, "offers", Sought.USUAL_WINDOW));
    }

    @Test
    void what_cannot_be_read_is_told_at_each_field() {
        Map<String, String> typed = Map.of("window", "a day", "rating", "good", "observedAt", "yesterday");
        assertThatThrownBy(() -> UnitFeedbackForm.wanted("offers", typed))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
                    FieldProblems problems = FieldProblems.of(refused);
                    for (String field : List.of("unit", "window", "rating", "observedAt")) {
                        assertThat(problems.at(field)).as(field).isNotEmpty();
                    }
                });
    }

    @Test
    void feedback_about_an_inference_may_say_whether_it_was_used_and_helpful() {
        assertThat(FeedbackForm.observed("yes", null, " ", Map.of("used", "false", "helpful", "true", "rating", "3")))
                .isEqualTo(new Observation("yes", null, null, false, true, 3.0, null, null, null, null));
        assertThatThrownBy(() -> FeedbackForm.observed(null, null, null, Map.of("rating", "good")))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(
                                FieldProblems.of(refused).at("rating"))
                        .contains("is no number"));
    }

    @Test
    void a_version_that_is_ready_says_where_it_takes_requests() {
        assertThat(VersionReady.ready(List.of(), 12).words()).contains("takes requests nowhere", "12 ms");
        assertThat(VersionReady.ready(List.of("production", "staging"), 12).words())
                .contains("canary inputs", "production, staging");
    }

    @Test
    void without_a_wish_production_is_asked_where_it_serves() {
        assertThat(PredictTarget.usual(List.of("staging", "production", "qa"))).isEqualTo("production");
        assertThat(PredictTarget.usual(List.of("staging"))).isEqualTo("staging");
        assertThat(PredictTarget.usual(List.of())).isEqualTo("latest");
    }
}
