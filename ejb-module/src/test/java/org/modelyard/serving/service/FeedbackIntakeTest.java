package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.Inference;
import org.modelyard.serving.entity.Inferences;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;
import org.modelyard.serving.service.FeedbackIntake.NewFeedback;

class FeedbackIntakeTest {

    private static final long ORGANISATION = 1;
    private static final Caller CALLER = new Caller(ORGANISATION, "app", Role.REVIEWER, "test");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Taken taken = new Taken();
    private final Logged logged = new Logged();
    private final Named registry = new Named();
    private final UUID inference = Ids.next();

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
    void by_its_unit_it_waits_for_an_answer_that_the_log_has_not_yet() {
        Sought anna = new Sought("anna", null, null, Duration.ofHours(1));
        assertThat(about(CALLER, anna, "yes").state()).isEqualTo(FeedbackState.WAITING);
        UUID late = logged.add(NOON.minusSeconds(1), "yes", "anna", null);
        at(NOON.plusSeconds(10)).join(0, 10);
        assertThat(taken.all).extracting(Feedback::state).containsExactly(FeedbackState.JOINED);
        assertThat(taken.all.get(0).inference()).hasValue(late);
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

    private FeedbackView about(Caller caller, Sought sought, String label) {
        return at(NOON).give(caller, List.of(new NewFeedback(null, sought, null, label(label))), "")
                .get(0);
    }

    private FeedbackView give(UUID about, @Nullable String clientId, String label) {
        return at(NOON).give(CALLER, List.of(new NewFeedback(about, clientId, label(label))), "")
                .get(0);
    }

    private FeedbackIntake at(Instant now) {
        FeedbackMatches matches = Wired.with(new FeedbackMatches(), logged, registry);
        return Wired.with(new FeedbackIntake(), taken, matches, registry, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Observation label(@Nullable String label) {
        return new Observation(label, null, null, null, null, null, null, null, null, null);
    }

    /** The feedback table. */
    private static final class Taken extends FeedbackLog {
        private final List<Feedback> all = new ArrayList<>();

        Taken() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void add(Feedback feedback) {
            all.add(feedback);
        }

        @Override
        public Optional<Feedback> byClientId(long organisationId, String clientId) {
            return all.stream()
                    .filter(one -> one.organisationId() == organisationId && clientId.equals(one.clientId()))
                    .findFirst();
        }

        @Override
        public List<Feedback> waiting(long afterId, int limit) {
            return all.stream()
                    .filter(one -> one.state() == FeedbackState.WAITING)
                    .limit(limit)
                    .toList();
        }
    }

    /** The inference log of the first organisation. */
    private static final class Logged extends Inferences {
        private final Map<UUID, Inference> all = new HashMap<>();

        Logged() {
            super(Wired.unused(EntityManager.class));
        }

        void add(UUID id, String label) {
            all.put(id, new Answered(id, label, NOON, null, null));
        }

        /** @param item of a recommendation */
        UUID add(Instant at, String label, String unit, @Nullable String item) {
            UUID id = Ids.next();
            all.put(id, new Answered(id, label, at, unit, item == null ? null : "{\"item\":\"" + item + "\"}"));
            return id;
        }

        @Override
        public List<Inference> answered(
                long organisationId, String unit, @Nullable Long modelId, Instant from, Instant to, int most) {
            return all.values().stream()
                    .filter(one -> organisationId == ORGANISATION && unit.equals(one.unit()))
                    .filter(one -> modelId == null || modelId == one.modelId())
                    .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                    .sorted(Comparator.comparing(Inference::at).reversed())
                    .limit(most)
                    .toList();
        }

        @Override
        public Optional<Inference> byId(long organisationId, UUID id) {
            return organisationId == ORGANISATION ? Optional.ofNullable(all.get(id)) : Optional.empty();
        }
    }

    /** The registry: model 3 is called income. */
    private static final class Named extends Registry {
        @Override
        public Optional<String> modelName(long organisationId, long id) {
            return id == 3 ? Optional.of("income") : Optional.empty();
        }

        @Override
        public long modelId(Caller caller, String name) {
            if (!name.equals("income")) {
                throw new Refusal.NotFound("model", name);
            }
            return 3;
        }
    }

    private static final class Answered extends Inference {
        private final UUID id;
        private final String label;
        private final Instant at;
        private final @Nullable String unit;
        private final @Nullable String dimensions;

        Answered(UUID id, String label, Instant at, @Nullable String unit, @Nullable String dimensions) {
            this.id = id;
            this.label = label;
            this.at = at;
            this.unit = unit;
            this.dimensions = dimensions;
        }

        @Override
        public UUID inferenceId() {
            return id;
        }

        @Override
        public long organisationId() {
            return ORGANISATION;
        }

        @Override
        public long modelId() {
            return 3;
        }

        @Override
        public @Nullable String unit() {
            return unit;
        }

        @Override
        public @Nullable String dimensions() {
            return dimensions;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public Instant at() {
            return at;
        }
    }
}
