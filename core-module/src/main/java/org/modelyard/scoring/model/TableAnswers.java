package org.modelyard.scoring.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;

/** A model's answers to the rows of a table, written in their order. A row that a prediction would refuse is a line with an error. */
public final class TableAnswers {

    private static final int AT_ONCE = 256;

    private final Scorer scorer;
    private final Signature signature;
    private final AnswerWriter out;
    private final BooleanSupplier stopping;
    private final Scores[] none = new Scores[0];
    private long refused;

    private TableAnswers(Scorer scorer, AnswerWriter out, BooleanSupplier stopping) {
        this.scorer = scorer;
        this.signature = scorer.signature();
        this.out = out;
        this.stopping = stopping;
    }

    /**
     * @param rows with the columns of the scorer's signature, in its order
     * @param ids one a row
     * @param stopping whether to leave off before the next row, or the next that are asked about together
     * @return how many rows could not be answered; empty when it left off
     */
    public static OptionalLong write(
            Scorer scorer, Table rows, List<UUID> ids, AnswerWriter out, BooleanSupplier stopping) {
        TableAnswers answers = new TableAnswers(scorer, out, stopping);
        int batch = answers.signature.outputs().isEmpty() ? Math.min(scorer.batch(), AT_ONCE) : 1;
        boolean all = batch > 1 ? answers.many(rows, ids, batch) : answers.each(rows, ids);
        return all ? OptionalLong.of(answers.refused) : OptionalLong.empty();
    }

    private boolean each(Table rows, List<UUID> ids) {
        InputRow row = InputRow.empty(signature.inputs().size());
        Scores[] others = new Scores[signature.outputs().size()];
        for (int i = 0; i < rows.rows(); i++) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            FeatureEncoder.fill(row, rows, i);
            String lacking = lacking(row);
            if (lacking != null) {
                refuse(ids.get(i), lacking);
                continue;
            }
            one(row, ids.get(i), others);
        }
        return true;
    }

    private void one(InputRow row, UUID id, Scores[] others) {
        try {
            Scores answer = others.length == 0 ? scorer.score(row) : scorer.score(row, others);
            take(id, answer, others);
        } catch (Unanswerable e) {
            refuse(id, String.valueOf(e.getMessage()));
        }
    }

    /** Rows that lack nothing are asked about together. */
    private boolean many(Table rows, List<UUID> ids, int batch) {
        InputRow[] room = new InputRow[batch];
        Arrays.setAll(room, i -> InputRow.empty(signature.inputs().size()));
        for (int first = 0; first < rows.rows(); first += batch) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            int count = Math.min(batch, rows.rows() - first);
            @Nullable String[] lacking = new String[count];
            InputRow[] asked = new InputRow[count];
            int whole = 0;
            for (int i = 0; i < count; i++) {
                FeatureEncoder.fill(room[i], rows, first + i);
                lacking[i] = lacking(room[i]);
                if (lacking[i] == null) {
                    asked[whole++] = room[i];
                }
            }
            Scores[] answers = together(Arrays.copyOf(asked, whole));
            int next = 0;
            for (int i = 0; i < count; i++) {
                String error = lacking[i];
                UUID id = ids.get(first + i);
                if (error != null) {
                    refuse(id, error);
                } else if (answers.length == 0) {
                    one(asked[next++], id, none);
                } else {
                    take(id, answers[next++], none);
                }
            }
        }
        return true;
    }

    /** Empty where one of them has no answer: then each is asked alone. */
    private Scores[] together(InputRow[] asked) {
        try {
            return asked.length == 0 ? none : scorer.scoreAll(asked);
        } catch (Unanswerable oneOfThem) {
            return none;
        }
    }

    private void take(UUID id, Scores answer, Scores[] others) {
        if (answer.finite()) {
            out.answer(id.toString(), answer, others);
        } else {
            refuse(id, "The model's answer is no number.");
        }
    }

    private void refuse(UUID id, String error) {
        refused++;
        out.refuse(id.toString(), error);
    }

    private @Nullable String lacking(InputRow row) {
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            if (input.required() && row.texts()[i] == null && Double.isNaN(row.numbers()[i])) {
                return "'" + input.feature().name() + "' is missing, which the model needs.";
            }
        }
        return null;
    }
}
