package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Clock;
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
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
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

/** Feedback as it is taken and joined, on rows in memory. */
abstract class FeedbackFloor {

    static final long ORGANISATION = 1;
    static final Caller CALLER = new Caller(ORGANISATION, "app", Role.REVIEWER, "test");
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    final Taken taken = new Taken();
    final Logged logged = new Logged();
    final Named registry = new Named();
    final UUID inference = Ids.next();

    FeedbackView about(Caller caller, Sought sought, String label) {
        at(NOON).give(caller, List.of(new NewFeedback(null, sought, null, label(label))), "");
        Feedback last = taken.all.get(taken.all.size() - 1);
        assertThat(last.state()).as("the log may lack the newest answer yet").isEqualTo(FeedbackState.WAITING);
        at(NOON.plusSeconds(5)).join(0, 10);
        return FeedbackView.of(last);
    }

    FeedbackView give(UUID about, @Nullable String clientId, String label) {
        return at(NOON).give(CALLER, List.of(new NewFeedback(about, clientId, label(label))), "")
                .get(0);
    }

    FeedbackIntake at(Instant now) {
        FeedbackMatches matches = Wired.with(new FeedbackMatches(), logged, registry);
        return Wired.with(new FeedbackIntake(), taken, matches, registry, Clock.fixed(now, ZoneOffset.UTC));
    }

    static Observation label(@Nullable String label) {
        return new Observation(label, null, null, null, null, null, null, null, null, null);
    }

    /** The feedback table. */
    static final class Taken extends FeedbackLog {
        final List<Feedback> all = new ArrayList<>();

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
    static final class Logged extends Inferences {
        final Map<UUID, Inference> all = new HashMap<>();
        int looked;

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
        public List<Answer> answered(
                long organisationId,
                String unit,
                @Nullable Long modelId,
                Instant from,
                Instant to,
                int first,
                int most) {
            looked++;
            return all.values().stream()
                    .filter(one -> organisationId == ORGANISATION && unit.equals(one.unit()))
                    .filter(one -> modelId == null || modelId == one.modelId())
                    .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                    .sorted(Comparator.comparing(Inference::at).reversed())
                    .skip(first)
                    .limit(most)
                    .map(one -> new Answer(one.inferenceId(), one.modelId(), one.unit(), one.dimensions()))
                    .toList();
        }

        @Override
        public Optional<Inference> byId(long organisationId, UUID id) {
            return organisationId == ORGANISATION ? Optional.ofNullable(all.get(id)) : Optional.empty();
        }
    }

    /** The registry: model 3 is called income. */
    static final class Named extends Registry {
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

    static final class Answered extends Inference {
        final UUID id;
        final String label;
        final Instant at;
        final @Nullable String unit;
        final @Nullable String dimensions;

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
