package org.modelyard.serving.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.serving.model.ClassScores;

/**
 * Answers as CSV (RFC 4180): inferenceId, version, variant; label and score, or value; label2, score2 … where more classes are wanted;
 * each further output's label or value; explanation, as JSON, where it is wanted; error.
 */
public final class CsvAnswers implements AnswerForm {

    private static final int FIRST = 3;

    private final Signature signature;
    private final boolean valued;
    private final int classes;
    private final boolean explained;
    private final int columns;

    /**
     * @param topK classes whose scores are told; 0: that of the answer
     * @param explained whether there is a column for reasons
     */
    public CsvAnswers(Signature signature, int topK, boolean explained) {
        this.signature = signature;
        this.valued = signature.task() == Task.REGRESSION;
        this.classes =
                valued ? 0 : Math.min(Math.max(1, topK), signature.labels().size());
        this.explained = explained;
        this.columns = FIRST + (valued ? 1 : 2 * classes) + signature.outputs().size() + (explained ? 1 : 0) + 1;
    }

    @Override
    public byte[] head() {
        List<String> names = new ArrayList<>(List.of("inferenceId", "version", "variant"));
        if (valued) {
            names.add("value");
        }
        for (int i = 1; i <= classes; i++) {
            names.add(i == 1 ? "label" : "label" + i);
            names.add(i == 1 ? "score" : "score" + i);
        }
        signature.outputs().forEach(output -> names.add(output.name()));
        if (explained) {
            names.add("explanation");
        }
        names.add("error");
        return line(names);
    }

    @Override
    public byte[] answer(PredictionOutcome outcome, @Nullable String reasons) {
        List<String> fields = new ArrayList<>(columns);
        String error = "";
        if (outcome instanceof PredictionOutcome.Answered answered) {
            fields.addAll(List.of(answered.inferenceId().toString(), answered.version(), answered.variant()));
            scores(fields, answered.scores());
            for (Scores other : answered.others()) {
                fields.add(
                        other instanceof Scores.Labelled labelled
                                ? labelled.label()
                                : Double.toString(((Scores.Valued) other).value()));
            }
            if (explained && reasons != null) {
                fields.add(reasons);
            }
        } else if (outcome instanceof PredictionOutcome.Failed failed) {
            fields.add(failed.inferenceId().toString());
            error = failed.late() ? "The model has not answered in time." : "The model has no answer for this row.";
        } else if (outcome instanceof PredictionOutcome.Refused refused) {
            List<String> words = new ArrayList<>();
            for (FieldError one : refused.errors()) {
                words.add(one.field() + ": " + one.message());
            }
            error = String.join(" ", words);
        } else if (outcome instanceof PredictionOutcome.Unasked unasked) {
            error = unasked.detail();
        }
        while (fields.size() < columns - 1) {
            fields.add("");
        }
        fields.add(error);
        return line(fields);
    }

    /** The label that is answered comes first, even where a threshold makes it the less probable one. */
    private void scores(List<String> fields, Scores scores) {
        if (scores instanceof Scores.Valued given) {
            fields.add(Double.toString(given.value()));
            return;
        }
        Scores.Labelled labelled = (Scores.Labelled) scores;
        fields.add(labelled.label());
        fields.add(Double.toString(labelled.score()));
        int written = 1;
        for (int label : ClassScores.highest(labelled.probabilities(), classes).labels()) {
            if (label != labelled.best() && written < classes) {
                fields.add(labelled.labels().get(label));
                fields.add(Double.toString(labelled.probabilities()[label]));
                written++;
            }
        }
    }

    private static byte[] line(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            quoted(line, fields.get(i));
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quoted(StringBuilder line, String field) {
        boolean plain = true;
        for (int i = 0; i < field.length() && plain; i++) {
            plain = ",\"\r\n".indexOf(field.charAt(i)) < 0;
        }
        if (plain) {
            line.append(field);
        } else {
            line.append('"').append(field.replace("\"", "\"\"")).append('"');
        }
    }
}
