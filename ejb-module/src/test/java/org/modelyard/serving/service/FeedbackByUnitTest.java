package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Sought;
import org.modelyard.serving.service.FeedbackIntake.NewFeedback;

/** Whose inference is told by its unit, and who may speak of which. */
class FeedbackByUnitTest extends FeedbackFloor {

    @Test
    void by_its_unit_it_is_about_the_latest_answer_within_the_window() {
        logged.add(NOON.minus(Duration.ofHours(3)), "yes", "anna", null);
        UUID latest = logged.add(NOON.minus(Duration.ofHours(2)), "no", "anna", null);
        logged.add(NOON.plusSeconds(1), "yes", "anna", null);
        FeedbackView view = about(CALLER, new Sought("anna", null, null, Duration.ofHours(24)), "yes");
        assertThat(view.inferenceId()).isEqualTo(latest);
        assertThat(view.correct()).isFalse();
        assertThat(about(CALLER, new Sought("anna", null, null, Duration.ofHours(1)), "yes")
                        .state())
                .as("older than the window")
                .isEqualTo(FeedbackState.WAITING);
    }

    @Test
    void by_unit_and_item_it_is_about_that_recommendation() {
        UUID first = logged.add(NOON.minusSeconds(20), "yes", "anna", "sku-1");
        logged.add(NOON.minusSeconds(10), "yes", "anna", "sku-2");
        assertThat(about(CALLER, new Sought("anna", "sku-1", "income", Duration.ofHours(1)), "yes")
                        .inferenceId())
                .isEqualTo(first);
        assertThat(about(CALLER, new Sought("anna", "sku-3", null, Duration.ofHours(1)), "yes")
                        .state())
                .isEqualTo(FeedbackState.WAITING);
        assertThatThrownBy(() -> about(CALLER, new Sought("anna", null, "churn", Duration.ofHours(1)), "yes"))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void the_last_of_a_thousand_answers_is_found_and_no_earlier_one() {
        UUID last = logged.add(NOON.minusSeconds(1_000), "yes", "anna", "rare");
        logged.add(NOON.minusSeconds(1_001), "yes", "anna", "rarer");
        for (int i = 1; i < 1_000; i++) {
            logged.add(NOON.minusSeconds(i), "yes", "anna", "common");
        }
        assertThat(about(CALLER, new Sought("anna", "rare", null, Duration.ofHours(1)), "yes")
                        .inferenceId())
                .isEqualTo(last);
        assertThat(about(CALLER, new Sought("anna", "rarer", null, Duration.ofHours(1)), "yes")
                        .state())
                .isEqualTo(FeedbackState.WAITING);
        assertThat(logged.looked).as("twice each").isEqualTo(4);
    }

    @Test
    void by_its_unit_it_waits_for_an_answer_that_the_log_has_not_yet() {
        Sought anna = new Sought("anna", null, null, Duration.ofHours(1));
        assertThat(about(CALLER, anna, "yes").state()).isEqualTo(FeedbackState.WAITING);
        UUID late = logged.add(NOON.minusSeconds(1), "yes", "anna", null);
        at(NOON.plusSeconds(10)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.JOINED);
        assertThat(taken.all.get(0).inference()).hasValue(late);
        assertThat(taken.all.get(0).unit()).isEqualTo("anna");
    }

    @Test
    void who_is_bound_to_other_models_speaks_of_none_of_this_ones_answers() {
        Caller bound = new Caller(ORGANISATION, "app", Role.REVIEWER, "test", ModelScope.of(List.of("churn")));
        logged.add(inference, "yes");
        logged.add(NOON, "yes", "anna", null);
        NewFeedback named = new NewFeedback(inference, null, label("yes"));
        assertThatThrownBy(() -> at(NOON).give(bound, List.of(named), "")).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> about(bound, new Sought("anna", null, "income", Duration.ofHours(1)), "yes"))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThat(about(bound, new Sought("anna", null, null, Duration.ofHours(1)), "yes")
                        .state())
                .as("to the giver it is not there")
                .isEqualTo(FeedbackState.WAITING);
    }

    @Test
    void what_a_bound_caller_says_of_anothers_answer_before_it_is_there_is_not_joined() {
        Caller bound = new Caller(ORGANISATION, "app", Role.REVIEWER, "test", ModelScope.of(List.of("churn")));
        at(NOON).give(bound, List.of(new NewFeedback(inference, null, label("yes"))), "");
        logged.add(inference, "yes");
        at(NOON.plusSeconds(10)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.UNMATCHED);
    }
}
