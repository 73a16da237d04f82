package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;

/** Asks an endpoint. */
final class RemoteScorer implements Scorer {

    private static final int AT_ONCE = 64;
    private static final Scores[] NONE = {};

    private final RemoteSpec spec;
    private final RemoteCalls calls;
    private final Wire wire;

    RemoteScorer(RemoteSpec spec, RemoteCalls calls) {
        this.spec = spec;
        this.calls = calls;
        this.wire = Wire.of(spec);
    }

    @Override
    public Signature signature() {
        return spec.signature();
    }

    @Override
    public Scores score(InputRow row) {
        return score(row, NONE, new Asking(Deadline.NONE, null));
    }

    /** What the endpoint says of its tokens counts whether its answer is understood or not. */
    @Override
    public Scores score(InputRow row, Scores[] others, Asking asking) {
        asking.took(Asking.UNTOLD, Asking.UNTOLD);
        List<InputRow> rows = List.of(row);
        JsonNode answer = answer(rows, asking.deadline());
        asking.took(
                tokens(answer, spec.usage().get(RemoteSpec.INPUT_TOKENS)),
                tokens(answer, spec.usage().get(RemoteSpec.OUTPUT_TOKENS)));
        return scores(answer, rows)[0];
    }

    private static long tokens(JsonNode answer, @Nullable String pointer) {
        JsonNode told = pointer == null ? MissingNode.getInstance() : answer.at(pointer);
        return told.isNumber() && told.canConvertToLong() ? told.longValue() : Asking.UNTOLD;
    }

    @Override
    public int batch() {
        return wire.takesMany() ? AT_ONCE : 1;
    }

    /** What an endpoint tells of one answer about many rows is no row's. */
    @Override
    public boolean metered() {
        return !spec.usage().isEmpty();
    }

    @Override
    public Scores[] scoreAll(InputRow[] rows) {
        return scoreAll(rows, Deadline.NONE);
    }

    @Override
    public Scores[] scoreAll(InputRow[] rows, Deadline deadline) {
        Scores[] scores = new Scores[rows.length];
        int most = batch();
        for (int from = 0; from < rows.length; from += most) {
            List<InputRow> some = List.of(rows).subList(from, Math.min(rows.length, from + most));
            Scores[] answered = ask(some, deadline);
            System.arraycopy(answered, 0, scores, from, answered.length);
        }
        return scores;
    }

    private Scores[] ask(List<InputRow> rows, Deadline deadline) {
        return scores(answer(rows, deadline), rows);
    }

    private JsonNode answer(List<InputRow> rows, Deadline deadline) {
        return calls.ask(wire.request(rows.stream().map(spec.declared()::filled).toList()), deadline);
    }

    private Scores[] scores(JsonNode answer, List<InputRow> rows) {
        Scores[] scores = wire.answers(answer, rows.size());
        if (scores.length != rows.size()) {
            throw new Unanswerable("the endpoint has given " + scores.length + " answers to " + rows.size() + " rows");
        }
        return scores;
    }

    @Override
    public boolean elsewhere() {
        return true;
    }

    /** Zeros and empty words where the endpoint is to be tried: many take no missing values. */
    @Override
    public InputRow leastRow() {
        List<Signature.Input> inputs = signature().inputs();
        InputRow row = spec.declared().filled(InputRow.empty(inputs.size()));
        InputRow least = new InputRow(row.numbers().clone(), row.texts().clone());
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).feature().type().textual()) {
                least.texts()[i] = least.texts()[i] == null ? "" : least.texts()[i];
            } else if (Double.isNaN(least.numbers()[i])) {
                least.numbers()[i] = 0;
            }
        }
        return least;
    }
}
