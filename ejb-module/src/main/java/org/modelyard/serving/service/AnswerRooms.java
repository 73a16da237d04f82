package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Lets requests into the deployments that are to answer them. Where versions are compared, those that one of them has no room or no time for are written
 * down as its failures: one that turns away whom it cannot serve would else seem to fail on nothing.
 */
@ApplicationScoped
public class AnswerRooms {

    private static final System.Logger LOG = System.getLogger(AnswerRooms.class.getName());

    @Inject
    private DeploymentRooms rooms;

    @Inject
    private InferenceJournal journal;

    @Inject
    private LogPolicies policies;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private Clock clock;

    /**
     * As {@link DeploymentRooms#enter(AskedAhead, java.util.function.LongConsumer)}.
     *
     * @param untold is done when not all rows were written down as failures of the version that had no room
     * @param startNanos {@link System#nanoTime} when the request came
     * @throws Refusal.Unavailable when there is no room
     */
    DeploymentRooms.Stay enter(
            Caller caller, List<PredictionRow> rows, AskedAhead ahead, long startNanos, Runnable untold) {
        long[] noRoom = {0};
        try {
            return rooms.enter(ahead, deployment -> noRoom[0] = deployment);
        } catch (Refusal.Unavailable full) {
            boolean told = !rows.isEmpty();
            for (int i = 0; i < rows.size(); i++) {
                AskedAhead.Asked asked = ahead.at(i);
                told &= asked.route().bound(asked.variant()) == noRoom[0]
                        && unanswered(caller, asked.route(), asked.variant(), rows.get(i), startNanos);
            }
            if (!told) {
                untold.run();
            }
            throw full;
        }
    }

    /**
     * For a single variant.
     *
     * @param row that stands for all that is asked; null for none
     * @throws Refusal.Unavailable when there is no room
     */
    DeploymentRooms.Stay enter(
            Caller caller, Route route, TrafficSplit.Variant variant, @Nullable PredictionRow row, long startNanos) {
        try {
            return rooms.enter(route, variant);
        } catch (Refusal.Unavailable full) {
            unanswered(caller, route, variant, row, startNanos);
            throw full;
        }
    }

    /**
     * A failure of the version that a row was bound for, if that is compared with another. When it cannot be written down, the refusal stands all the same.
     *
     * @return whether it is one; what becomes of others is told as a request that was refused
     */
    boolean unanswered(
            Caller caller, Route route, TrafficSplit.Variant variant, @Nullable PredictionRow row, long startNanos) {
        Route.Candidate beside = route.candidate();
        if (row == null || !row.fits() || beside == null || beside.shadow()) {
            return false;
        }
        Servable servable = route.servable(variant);
        try {
            journal.append(InferenceRecords.of(
                    caller.organisationId(),
                    route,
                    variant,
                    servable,
                    row,
                    new InferenceRecords.Answer(
                            Ids.next(),
                            InferenceOutcome.FAILED,
                            policies.kept(servable, row.inputs()),
                            null,
                            PredictionOutcome.NONE,
                            null,
                            accounts.caller(servable, caller.actor())),
                    clock.instant(),
                    startNanos));
        } catch (Refusal.Unavailable full) { // the journal counts it, and raises the alarm
            LOG.log(Level.DEBUG, "a row without an answer is not in the log: {0}", full.getMessage());
        }
        return true;
    }
}
