package org.modelyard.serving.api;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/**
 * Answers a few rows, sends them, and goes on to the next: the first answer leaves before the last row is read. Each few go through
 * the gate by themselves, so that a client that reads slowly keeps nobody out.
 */
final class AnsweredRows implements StreamingOutput {

    private static final int AT_ONCE = 20;
    private static final int UNAVAILABLE = 503;

    private final Predictor predictor;
    private final PredictionGate gate;
    private final Caller caller;
    private final Route route;
    private final Iterator<PredictionRow> rows;
    private final AnswerForm form;
    private final Deadline deadline;

    AnsweredRows(
            Predictor predictor,
            PredictionGate gate,
            Caller caller,
            Route route,
            Iterator<PredictionRow> rows,
            AnswerForm form,
            Deadline deadline) {
        this.predictor = predictor;
        this.gate = gate;
        this.caller = caller;
        this.route = route;
        this.rows = rows;
        this.form = form;
        this.deadline = deadline;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(form.head());
        while (rows.hasNext()) {
            List<PredictionRow> some = new ArrayList<>(AT_ONCE);
            while (rows.hasNext() && some.size() < AT_ONCE) {
                some.add(rows.next());
            }
            for (PredictionOutcome outcome : answered(some)) {
                out.write(form.answer(outcome));
            }
            out.flush();
        }
    }

    /** The status has left already: what is refused now is said row by row. */
    private List<PredictionOutcome> answered(List<PredictionRow> some) {
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
