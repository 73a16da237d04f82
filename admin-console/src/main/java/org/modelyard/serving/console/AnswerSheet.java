package org.modelyard.serving.console;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.CsvAnswers;
import org.modelyard.serving.service.PredictionOutcome;

/**
 * What came back for many rows, kept for the pages that show it.
 *
 * @param id made up, for the address
 * @param to what was asked
 * @param lines one a row, in order
 * @param csv the same as the API answers a CSV, of all rows
 * @param millis from the question to the last answer, on the server
 */
public record AnswerSheet(String id, String model, String to, List<Line> lines, String csv, double millis)
        implements Serializable {

    private static final int LONGEST = 120;

    /**
     * A row and its answer.
     *
     * @param number from 1
     * @param asked its inputs in brief
     * @param answer label or number; null when there is none
     * @param score of the label; null for a number
     * @param inference null for a row that was not asked about
     * @param problem why there is no answer; null when there is one
     * @param reasons of the answer in brief, or why there are none; null where nobody has asked for them
     */
    public record Line(
            int number,
            @Nullable String unit,
            String asked,
            @Nullable String answer,
            @Nullable Double score,
            @Nullable String version,
            @Nullable String variant,
            @Nullable String inference,
            @Nullable String problem,
            @Nullable String reasons)
            implements Serializable {}

    public AnswerSheet {
        lines = List.copyOf(lines);
    }

    /**
     * @param rows in order, as they were read
     * @param outcomes of each
     * @param reasons of each; empty where nobody has asked for them
     * @param topK labels whose scores the file has; 0: that of the answer
     */
    static AnswerSheet of(
            String id,
            String model,
            String to,
            Signature signature,
            List<PredictionRow> rows,
            List<PredictionOutcome> outcomes,
            List<ExplainedAnswers.Explained> reasons,
            int topK,
            double millis) {
        CsvAnswers form = new CsvAnswers(signature, topK, !reasons.isEmpty());
        StringBuilder csv = new StringBuilder(new String(form.head(), StandardCharsets.UTF_8));
        List<Line> lines = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ExplainedAnswers.Explained why = reasons.isEmpty() ? ExplainedAnswers.Explained.NOTHING : reasons.get(i);
            csv.append(new String(form.answer(outcomes.get(i), why.toJson()), StandardCharsets.UTF_8));
            lines.add(line(i + 1, signature, rows.get(i), outcomes.get(i), brief(why)));
        }
        return new AnswerSheet(id, model, to, lines, csv.toString(), millis);
    }

    private static @Nullable String brief(ExplainedAnswers.Explained why) {
        return why.explanation() == null ? why.problem() : ReasonList.brief(why.explanation());
    }

    private static Line line(
            int number, Signature signature, PredictionRow row, PredictionOutcome outcome, @Nullable String reasons) {
        String asked = Texts.cut(InputWords.of(signature, row.inputs()), LONGEST);
        if (outcome instanceof PredictionOutcome.Answered answered) {
            Scores.Labelled labelled = answered.scores() instanceof Scores.Labelled one ? one : null;
            return new Line(
                    number,
                    row.unit(),
                    asked,
                    answered.scores() instanceof Scores.Valued valued
                            ? Double.toString(valued.value())
                            : labelled == null ? null : labelled.label(),
                    labelled == null ? null : labelled.score(),
                    answered.version(),
                    answered.variant(),
                    answered.inferenceId().toString(),
                    null,
                    reasons);
        }
        String inference = outcome instanceof PredictionOutcome.Failed failed
                ? failed.inferenceId().toString()
                : null;
        return new Line(number, row.unit(), asked, null, null, null, null, inference, problem(outcome), null);
    }

    private static String problem(PredictionOutcome outcome) {
        if (outcome instanceof PredictionOutcome.Refused refused) {
            return refused.errors().stream()
                    .map(error -> Texts.brief(error.field()) + ": " + error.message())
                    .collect(Collectors.joining(" "));
        }
        if (outcome instanceof PredictionOutcome.Unasked unasked) {
            return unasked.detail();
        }
        return outcome instanceof PredictionOutcome.Failed failed && failed.late()
                ? "The model has not answered in time."
                : "The model has no answer for this row.";
    }

    /** Whether answers were taken apart. */
    public boolean explained() {
        return lines.stream().anyMatch(line -> line.reasons() != null);
    }

    /** Those without an answer. */
    public List<Line> unanswered() {
        return lines.stream().filter(line -> line.problem() != null).toList();
    }
}
