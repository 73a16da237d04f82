package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Lets requests into the deployments that are to answer them. Where versions are compared, those that one of them has no room or no time for are written
 * down as its failures, one row for each: one that turns away whom it cannot serve would else seem to fail on nothing.
 */
@ApplicationScoped
public class AnswerRooms {

    private static final System.Logger LOG = System.getLogger(AnswerRooms.class.getName());

    @Inject
    private DeploymentRooms rooms;

    @Inject
    private InferenceJournal journal;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private Clock clock;

    /**
     * As {@link DeploymentRooms#enter(AskedAhead, java.util.function.LongConsumer)}.
     *
     * @param untold is done when the request was not written down as a failure of the version that had no room
     * @param startNanos {@link System#nanoTime} when the request came
     * @throws Refusal.Unavailable when there is no room
     */
    DeploymentRooms.Stay enter(
            Caller caller, List<PredictionRow> rows, AskedAhead ahead, long startNanos, Runnable untold) {
        long[] noRoom = {0};
        try {
            return rooms.enter(ahead, deployment -> noRoom[0] = deployment);
        } catch (Refusal.Unavailable full) {
            if (!told(caller, rows, ahead, noRoom[0], startNanos)) {
                untold.run();
            }
            throw full;
        }
    }

    /** By one row of those that fall to it, however many they are: who turns away large requests would else fill the journal with them. */
    private boolean told(Caller caller, List<PredictionRow> rows, AskedAhead ahead, long noRoom, long startNanos) {
        for (int i = 0; i < rows.size(); i++) {
            AskedAhead.Asked asked = ahead.at(i);
            if (asked.route().bound(asked.variant()) == noRoom
                    && failed(caller, asked.route(), asked.variant(), rows.get(i), startNanos, false)) {
                return true;
            }
        }
        return false;
    }

    /**
     * For a single variant.
     *
     * @param row that stands for all that is asked; null for none
     * @param told is done when it was written down as a failure of the version that had no room
     * @throws Refusal.Unavailable when there is no room
     */
    DeploymentRooms.Stay enter(
            Caller caller,
            Route route,
            TrafficSplit.Variant variant,
            @Nullable PredictionRow row,
            long startNanos,
            Runnable told) {
        try {
            return rooms.enter(route, variant);
        } catch (Refusal.Unavailable full) {
            if (failed(caller, route, variant, row, startNanos, false)) {
                told.run();
            }
            throw full;
        }
    }

    /**
     * A failure of the version that was asked and has not answered in time, if that is compared with another.
     *
     * @param row that stands for all that was asked; null for none
     * @return whether it is one; what becomes of others is told as a request that was refused
     */
    boolean unanswered(
            Caller caller, Route route, TrafficSplit.Variant variant, @Nullable PredictionRow row, long startNanos) {
        return failed(caller, route, variant, row, startNanos, true);
    }

    /** Without what was sent. When it cannot be written down, the refusal stands all the same. */
    private boolean failed(
            Caller caller,
            Route route,
            TrafficSplit.Variant variant,
            @Nullable PredictionRow row,
            long startNanos,
            boolean asked) {
        Route.Candidate beside = route.candidate();
        if (row == null || !row.fits() || beside == null || beside.shadow()) {
            return false;
        }
        Servable servable = route.servable(variant);
        try {
            InferenceRecord record = InferenceRecords.of(
                    caller.organisationId(),
                    route,
                    variant,
                    servable,
                    row,
                    new InferenceRecords.Answer(
                            Ids.next(),
                            InferenceOutcome.FAILED,
                            InputRow.empty(0),
                            null,
                            PredictionOutcome.NONE,
                            null,
                            accounts.caller(servable, caller.actor())),
                    clock.instant(),
                    startNanos);
            journal.append(asked ? record.bare() : record.unasked());
        } catch (Refusal.Unavailable full) { // the journal counts it, and raises the alarm
            LOG.log(Level.DEBUG, "a row without an answer is not in the log: {0}", full.getMessage());
        }
        return true;
    }
}
