package org.modelyard.serving.api;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Deadline;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.AnswerForm;
import org.modelyard.serving.service.AskedInTurns;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/**
 * Answers a few rows, sends them, and goes on to the next: the first answer leaves before the last row is read. Each few go through
 * the gate by themselves, so that a client that reads slowly keeps nobody out.
 */
final class AnsweredRows implements StreamingOutput {

    private final AskedInTurns turns;
    private final Iterator<PredictionRow> rows;
    private final AnswerForm form;
    private final Reasons reasons;

    /** Why answers are what they are. */
    interface Reasons {

        /** @return one an outcome, as JSON or null; none at all where nobody has asked */
        List<@Nullable String> of(List<PredictionRow> rows, List<PredictionOutcome> outcomes);
    }

    AnsweredRows(
            Predictor predictor,
            PredictionGate gate,
            Caller caller,
            Route route,
            Iterator<PredictionRow> rows,
            AnswerForm form,
            Reasons reasons,
            Deadline deadline) {
        this.turns = new AskedInTurns(predictor, gate, caller, route, deadline);
        this.rows = rows;
        this.form = form;
        this.reasons = reasons;
    }

    /** The status has left already: what is refused now is said row by row. */
    @Override
    public void write(OutputStream out) throws IOException {
        out.write(form.head());
        while (rows.hasNext()) {
            List<PredictionRow> some = new ArrayList<>(AskedInTurns.AT_ONCE);
            while (rows.hasNext() && some.size() < AskedInTurns.AT_ONCE) {
                some.add(rows.next());
            }
            List<PredictionOutcome> outcomes = turns.answered(some);
            List<@Nullable String> said = reasons.of(some, outcomes); // outside of the gate: it has a gate of its own
            for (int i = 0; i < outcomes.size(); i++) {
                out.write(form.answer(outcomes.get(i), said.isEmpty() ? null : said.get(i)));
            }
            out.flush();
        }
    }
}
