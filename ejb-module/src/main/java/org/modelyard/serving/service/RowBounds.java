package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.FieldError;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RowSize;

/** Rows whose record the journal takes: what cannot be logged is refused before anybody is asked, and perhaps paid. */
final class RowBounds {

    /** One part of a record in so many is left to the answer: label, scores, what is answered beside the target. */
    private static final int ANSWER = 8;

    private final LogPolicies policies;
    private final Route route;
    private final long most;
    private final long nowMillis;

    /**
     * @param largest bytes of a record; 0: not known
     * @param nowMillis since 1970, for experiments that end
     */
    RowBounds(LogPolicies policies, Route route, int largest, long nowMillis) {
        this.policies = policies;
        this.route = route;
        this.most = largest == 0 ? Long.MAX_VALUE : largest - largest / ANSWER;
        this.nowMillis = nowMillis;
    }

    /** The same rows; one that is too large has lost its inputs, and does not fit. */
    List<PredictionRow> bounded(List<PredictionRow> rows) {
        List<PredictionRow> bounded = null;
        for (int i = 0; i < rows.size(); i++) {
            PredictionRow row = rows.get(i);
            if (!RowSize.within(most, row.inputs(), row)) {
                long bytes = RowSize.bytes(kept(row), row);
                if (bytes > most) {
                    bounded = bounded == null ? new ArrayList<>(rows) : bounded;
                    bounded.set(i, refused(row, bytes));
                }
            }
        }
        return bounded == null ? rows : bounded;
    }

    /** A model's policy may keep less than what was sent. */
    private InputRow kept(PredictionRow row) {
        Route settled = route.settled(row, nowMillis);
        Servable servable = settled.servable(settled.variant(row.unit()));
        return policies.kept(servable, row.inputs());
    }

    private PredictionRow refused(PredictionRow row, long bytes) {
        List<FieldError> errors = new ArrayList<>(row.errors());
        errors.add(new FieldError(
                "inputs",
                "This row takes " + bytes + " bytes in the inference log, which takes " + most
                        + " of one: send less, or let the model's log policy keep less."));
        return row.withoutInputs(errors);
    }
}
