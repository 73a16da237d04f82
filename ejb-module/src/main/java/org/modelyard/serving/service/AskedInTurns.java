package org.modelyard.serving.service;

import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RefusedRequest;

/** Rows that are asked about a few at a time, each few through the gate by themselves, so that many rows keep nobody out. */
public final class AskedInTurns {

    /** So many rows take their turn together. */
    public static final int AT_ONCE = 20;

    private static final int UNAVAILABLE = 503;

    private final Predictor predictor;
    private final PredictionGate gate;
    private final Caller caller;
    private final Route route;
    private final Deadline deadline;

    /** @param deadline for all turns together */
    public AskedInTurns(Predictor predictor, PredictionGate gate, Caller caller, Route route, Deadline deadline) {
        this.predictor = predictor;
        this.gate = gate;
        this.caller = caller;
        this.route = route;
        this.deadline = deadline;
    }

    /**
     * One turn. Those before it have their answers already: what is refused now for want of room is said row by row.
     *
     * @param some at most {@link #AT_ONCE}
     * @return one a row, in order
     */
    public List<PredictionOutcome> answered(List<PredictionRow> some) {
        long start = System.nanoTime();
        try {
            enter(some, start);
            try {
                return predictor.predict(caller, route, some, start, deadline);
            } finally {
                gate.leave();
            }
        } catch (Refusal.Unavailable refused) {
            PredictionOutcome unasked = new PredictionOutcome.Unasked(String.valueOf(refused.getMessage()));
            return some.stream().map(row -> unasked).toList();
        }
    }

    /** Who is sent away is in the log as one request, of so many rows: they were not looked at. */
    private void enter(List<PredictionRow> some, long start) {
        try {
            gate.enter(deadline);
        } catch (Refusal.Unavailable full) {
            String problem = "not now: rows " + some.size();
            String trace = some.get(0).traceId();
            predictor.refused(caller, new RefusedRequest(route.model(), UNAVAILABLE, problem, trace), start);
            throw full;
        }
    }
}
