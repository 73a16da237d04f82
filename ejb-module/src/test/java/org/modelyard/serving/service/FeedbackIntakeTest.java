package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.service.FeedbackIntake.NewFeedback;

class FeedbackIntakeTest extends FeedbackFloor {

    @Test
    void three_times_is_once() {
        logged.add(inference, "yes");
        FeedbackView first = give(inference, "order-77", "yes");
        assertThat(give(inference, "order-77", "yes").id()).isEqualTo(first.id());
        FeedbackView other = give(inference, "order-77", "no");
        assertThat(other.id()).isEqualTo(first.id());
        assertThat(other.label()).as("the same id is the same feedback").isEqualTo("yes");
        assertThat(taken.all).hasSize(1);
    }

    @Test
    void three_times_in_one_request_is_once() {
        NewFeedback one = new NewFeedback(inference, "order-77", label("yes"));
        List<FeedbackView> views = at(NOON).give(CALLER, List.of(one, one, one), "[%d].");
        assertThat(views)
                .hasSize(3)
                .extracting(FeedbackView::id)
                .containsOnly(views.get(0).id());
        assertThat(taken.all).hasSize(1);
    }

    @Test
    void numbers_whose_squares_could_not_be_added_up_are_refused() {
        Observation value = new Observation(null, 1e200, null, null, null, -1.1e12, null, null, null, null);
        assertThatThrownBy(() -> at(NOON).give(CALLER, List.of(new NewFeedback(inference, null, value)), ""))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("value", "rating"));
        Observation most = new Observation(null, 1e12, null, null, null, -1e12, null, null, null, null);
        assertThat(at(NOON).give(CALLER, List.of(new NewFeedback(inference, null, most)), ""))
                .hasSize(1);
    }

    @Test
    void without_an_id_of_the_clients_it_is_a_correction() {
        logged.add(inference, "yes");
        give(inference, null, "no");
        give(inference, null, "yes");
        assertThat(taken.all).extracting(Feedback::correct).containsExactly(false, true);
    }

    @Test
    void the_same_client_id_in_another_organisation_is_another_feedback() {
        give(inference, "order-77", "yes");
        Caller stranger = new Caller(ORGANISATION + 1, "app", Role.REVIEWER, "test");
        logged.add(inference, "yes");
        FeedbackView foreign = at(NOON).give(
                        stranger, List.of(new NewFeedback(inference, "order-77", label("yes"))), "")
                .get(0);
        assertThat(foreign.state()).as("another's inference is not there").isEqualTo(FeedbackState.WAITING);
        assertThat(taken.all).hasSize(2);
    }

    @Test
    void after_its_inference_it_is_joined_at_once() {
        logged.add(inference, "yes");
        FeedbackView view = give(inference, null, "no");
        assertThat(view.state()).isEqualTo(FeedbackState.JOINED);
        assertThat(view.correct()).isFalse();
    }

    @Test
    void before_its_inference_it_waits_and_is_joined_when_that_comes() {
        assertThat(give(inference, null, "yes").state()).isEqualTo(FeedbackState.WAITING);
        at(NOON.plusSeconds(10)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.WAITING);
        logged.add(inference, "yes");
        at(NOON.plusSeconds(20)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.JOINED);
        assertThat(taken.all).extracting(Feedback::correct).containsExactly(true);
    }

    @Test
    void after_a_day_without_its_inference_it_is_a_finding() {
        give(inference, null, "yes");
        at(NOON.plus(Duration.ofHours(24))).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.WAITING);
        at(NOON.plus(Duration.ofHours(24)).plusSeconds(1)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.UNMATCHED);
    }

    @Test
    void one_that_came_with_a_day_old_inference_is_still_joined() {
        give(inference, null, "yes");
        logged.add(inference, "yes");
        at(NOON.plus(Duration.ofHours(30))).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.JOINED);
    }

    @Test
    void what_was_observed_at_no_sane_time_is_refused() {
        for (Instant odd : List.of(
                Instant.MIN,
                Instant.EPOCH.minusMillis(1),
                NOON.plus(Duration.ofHours(23)).plusMillis(1),
                Instant.MAX)) {
            Observation observed = new Observation("yes", null, null, null, null, null, null, null, null, odd);
            assertThatThrownBy(
                            () -> at(NOON).give(CALLER, List.of(new NewFeedback(inference, null, observed)), "[%d]."))
                    .as(odd.toString())
                    .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                            .extracting(FieldError::field)
                            .containsExactly("[0].observedAt"));
        }
        Observation ahead =
                new Observation("yes", null, null, null, null, null, null, null, null, NOON.plus(Duration.ofHours(23)));
        at(NOON).give(CALLER, List.of(new NewFeedback(inference, null, ahead)), "");
        assertThat(taken.all).hasSize(1);
    }

    @Test
    void all_or_none_of_a_request_are_taken() {
        NewFeedback good = new NewFeedback(inference, null, label("yes"));
        NewFeedback empty = new NewFeedback(inference, " ", label(null));
        assertThatThrownBy(() -> at(NOON).give(CALLER, List.of(good, empty), "[%d]."))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("[1].label", "[1].feedbackId"));
        assertThat(taken.all).isEmpty();
        assertThatThrownBy(() -> at(NOON).give(CALLER, List.of(), "")).isInstanceOf(Refusal.Invalid.class);
        Caller viewer = new Caller(ORGANISATION, "reader", Role.VIEWER, "test");
        assertThatThrownBy(() -> at(NOON).give(viewer, List.of(good), "")).isInstanceOf(Refusal.Forbidden.class);
    }
}
