package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.Inferences;
import org.modelyard.serving.model.Observation;

/** Takes feedback, before or after its inference is in the log, and joins the two within the organisation. */
@Stateless
public class FeedbackIntake {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int LONGEST_CLIENT_ID = 200;
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    @Inject
    private FeedbackLog log;

    @Inject
    private Inferences inferences;

    @Inject
    private Clock clock;

    /** @param feedbackId the client's own id: the same id again is the same feedback, whatever it says */
    public record NewFeedback(UUID inferenceId, @Nullable String feedbackId, Observation observed) {}

    /**
     * All or none of them.
     *
     * @param path in front of the fields of one, e.g. {@code [%d].}; {@code %d} stands for its place
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
            inferences.byId(feedback.organisationId(), feedback.inferenceId()).ifPresent(feedback::join);
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
        Feedback feedback = Feedback.give(
                caller.organisationId(), one.inferenceId(), clientId, one.observed(), caller.actor(), clock.instant());
        inferences.byId(caller.organisationId(), one.inferenceId()).ifPresent(feedback::join);
        log.add(feedback);
        return feedback;
    }

    private static void requireValid(List<NewFeedback> given, String path) {
        if (given.isEmpty() || given.size() > MOST_AT_ONCE) {
            throw new Refusal.Invalid("feedback", "Send 1 to " + MOST_AT_ONCE + " at once.");
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String prefix = path.replace("%d", Integer.toString(i));
            String clientId = given.get(i).feedbackId();
            errors.addAll(given.get(i).observed().errors(prefix));
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
