package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.Inference;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;

/** Takes feedback, before or after its inference is in the log, and joins the two within the organisation. */
@Stateless
public class FeedbackIntake {

    private static final Duration LOG_LAG = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LONGEST_CLIENT_ID = 200;
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    /** What clients' clocks may be ahead: what was observed later would be given up before it is looked for. */
    private static final Duration AHEAD = GIVE_UP_AFTER.minusHours(1);

    @Inject
    private FeedbackLog log;

    @Inject
    private FeedbackMatches matches;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * Of the first two exactly one is there.
     *
     * @param sought how the inference is found where its id is not known
     * @param feedbackId the client's own id: the same id again is the same feedback, whatever it says
     */
    public record NewFeedback(
            @Nullable UUID inferenceId, @Nullable Sought sought, @Nullable String feedbackId, Observation observed) {

        /** About an inference whose id is known. */
        public NewFeedback(UUID inferenceId, @Nullable String feedbackId, Observation observed) {
            this(inferenceId, null, feedbackId, observed);
        }
    }

    /**
     * All or none of them.
     *
     * @param path in front of the fields of one, e.g. {@code [%d].}; {@code %d} stands for its place
     * @throws Refusal.NotFound when one names a model that does not exist
     * @throws Refusal.Forbidden when one is about a model that the caller may not ask
     */
    public List<FeedbackView> give(Caller caller, List<NewFeedback> given, String path) {
        caller.require(Role.REVIEWER);
        requireValid(given, path);
        List<FeedbackView> taken = new ArrayList<>(given.size());
        for (NewFeedback one : given) {
            taken.add(FeedbackView.of(take(caller, one)));
        }
        return taken;
    }

    /** Of one inference, oldest first: the last one counts. */
    public List<FeedbackView> of(Caller caller, UUID inferenceId) {
        caller.require(Role.VIEWER);
        return log.of(caller.organisationId(), inferenceId).stream()
                .map(FeedbackView::of)
                .toList();
    }

    /** How many found no inference within a day: a finding. */
    public long unmatched(Caller caller, Instant since) {
        caller.require(Role.VIEWER);
        return log.unmatched(caller.organisationId(), since);
    }

    /**
     * Joins feedback that waits with inferences that came meanwhile, of all organisations.
     *
     * @param afterId internal id to go on behind
     * @return the last id looked at, or empty when all were
     */
    public Optional<Long> join(long afterId, int limit) {
        List<Feedback> waiting = log.waiting(afterId, limit);
        Instant tooOld = clock.instant().minus(GIVE_UP_AFTER);
        for (Feedback feedback : waiting) {
            match(feedback).ifPresent(found -> join(feedback, found));
            if (feedback.createdAt().isBefore(tooOld)) {
                feedback.giveUp();
            }
        }
        return waiting.size() < limit
                ? Optional.empty()
                : Optional.of(waiting.get(waiting.size() - 1).id());
    }

    private Feedback take(Caller caller, NewFeedback one) {
        String clientId = one.feedbackId();
        if (clientId != null) {
            Optional<Feedback> known = log.byClientId(caller.organisationId(), clientId);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Feedback feedback = feedback(caller, one);
        Optional<Inference> found = match(feedback);
        if (found.isPresent() && !matches.allowed(caller.models(), found.get())) {
            throw new Refusal.Forbidden(
                    "You may not speak of that model's answers; you are bound to " + caller.models() + ".");
        }
        found.ifPresent(feedback::join);
        log.add(feedback);
        return feedback;
    }

    /** By its unit it is matched when the log has surely what was answered before it: else an older answer would be taken for it. */
    private Optional<Inference> match(Feedback feedback) {
        boolean early = feedback.sought().isPresent()
                && feedback.observedAt().isAfter(clock.instant().minus(LOG_LAG));
        return early ? Optional.empty() : matches.of(feedback);
    }

    private Feedback feedback(Caller caller, NewFeedback one) {
        UUID inference = one.inferenceId();
        Sought sought = one.sought();
        if (sought == null) {
            return Feedback.give(
                    caller, Objects.requireNonNull(inference), one.feedbackId(), one.observed(), clock.instant());
        }
        Long modelId = null;
        String model = sought.model();
        if (model != null) {
            caller.requireModel(model);
            modelId = registry.modelId(caller, model);
        }
        return Feedback.give(caller, sought, modelId, one.feedbackId(), one.observed(), clock.instant());
    }

    /** One that its giver may not speak of is not joined: to the giver it is not there. */
    private void join(Feedback feedback, Inference found) {
        if (matches.allowed(feedback.models(), found)) {
            feedback.join(found);
        } else {
            feedback.giveUp();
        }
    }

    /** What lies far away is a fault of somebody's, and may be no time that a database can hold. */
    private void requireTime(List<FieldError> errors, String prefix, @Nullable Instant observed) {
        if (observed != null
                && (observed.isBefore(Instant.EPOCH)
                        || observed.isAfter(clock.instant().plus(AHEAD)))) {
            errors.add(new FieldError(
                    prefix + "observedAt",
                    "This lies between 1970 and " + AHEAD.toHours() + " hours from now, in the server's time."));
        }
    }

    private void requireValid(List<NewFeedback> given, String path) {
        if (given.isEmpty() || given.size() > MOST_AT_ONCE) {
            throw new Refusal.Invalid("feedback", "Send 1 to " + MOST_AT_ONCE + " at once.");
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String prefix = path.replace("%d", Integer.toString(i));
            String clientId = given.get(i).feedbackId();
            errors.addAll(given.get(i).observed().errors(prefix));
            requireTime(errors, prefix, given.get(i).observed().observedAt());
            Sought sought = given.get(i).sought();
            if (sought != null) {
                errors.addAll(sought.errors(prefix));
            }
            if (clientId != null && (clientId.isBlank() || clientId.length() > LONGEST_CLIENT_ID)) {
                errors.add(
                        new FieldError(prefix + "feedbackId", "This has 1 to " + LONGEST_CLIENT_ID + " characters."));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("Nothing was taken: some of the feedback is not acceptable.", errors);
        }
    }
}
