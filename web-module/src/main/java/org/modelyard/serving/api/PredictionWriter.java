package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.RequestJson;
import org.modelyard.serving.service.PredictionOutcome;

/** Writes the answer of a prediction as bytes, without any object mapping. */
final class PredictionWriter {

    private static final int BYTES = 512;

    private PredictionWriter() {}

    static byte[] write(String model, List<PredictionOutcome> outcomes) throws IOException {
        return write(model, outcomes, 0, List.of());
    }

    /**
     * @param topK classes whose scores are told; 0: all
     * @param explanations of each outcome, as JSON; empty when none are wanted
     */
    static byte[] write(String model, List<PredictionOutcome> outcomes, int topK, List<@Nullable String> explanations)
            throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(null, BYTES * Math.min(outcomes.size(), 256));
        try (JsonGenerator out = RequestJson.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("model", model);
            out.writeArrayFieldStart("predictions");
            for (int i = 0; i < outcomes.size(); i++) {
                explained(out, outcomes.get(i), topK, i < explanations.size() ? explanations.get(i) : null);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * The answer of an experiment.
     *
     * @param models by the variant's name
     * @param topK classes whose scores are told; 0: all
     */
    static byte[] write(String experiment, Map<String, String> models, List<PredictionOutcome> outcomes, int topK)
            throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(null, BYTES * Math.min(outcomes.size(), 256));
        try (JsonGenerator out = RequestJson.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("experiment", experiment);
            out.writeArrayFieldStart("predictions");
            for (PredictionOutcome outcome : outcomes) {
                out.writeStartObject();
                if (outcome instanceof PredictionOutcome.Answered answered) {
                    out.writeStringField("model", models.get(answered.variant()));
                }
                prediction(out, outcome, topK);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * One answer as a line of JSON, with its end.
     *
     * @param explanation as JSON; null when there is none
     */
    static byte[] line(PredictionOutcome outcome, int topK, @Nullable String explanation) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(null, BYTES);
        try (JsonGenerator out = RequestJson.FACTORY.createGenerator(bytes)) {
            explained(out, outcome, topK, explanation);
            out.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    private static void explained(JsonGenerator out, PredictionOutcome outcome, int topK, @Nullable String explanation)
            throws IOException {
        out.writeStartObject();
        prediction(out, outcome, topK);
        if (explanation != null) {
            out.writeFieldName("explanation");
            out.writeRawValue(explanation);
        }
        out.writeEndObject();
    }

    private static void prediction(JsonGenerator out, PredictionOutcome outcome, int topK) throws IOException {
        if (outcome instanceof PredictionOutcome.Answered answered) {
            id(out, answered.inferenceId());
            out.writeStringField("version", answered.version());
            out.writeStringField("variant", answered.variant());
            scores(out, answered.scores(), topK);
            if (answered.by() != null) {
                out.writeStringField("answeredBy", answered.by());
                out.writeStringField("because", answered.because());
            }
            if (answered.others().length > 0) {
                outputs(out, answered, topK);
            }
        } else if (outcome instanceof PredictionOutcome.Refused refused) {
            error(out, 422, "The row does not fit the model.", refused.errors());
        } else if (outcome instanceof PredictionOutcome.Failed failed) {
            id(out, failed.inferenceId());
            if (failed.late()) {
                error(out, 503, "The model has not answered in time.", List.of());
            } else {
                error(out, 500, "The model has no answer for this row.", List.of());
            }
        } else if (outcome instanceof PredictionOutcome.Unasked unasked) {
            error(out, 503, unasked.detail(), List.of());
        }
    }

    private static void outputs(JsonGenerator out, PredictionOutcome.Answered answered, int topK) throws IOException {
        out.writeObjectFieldStart("outputs");
        for (int i = 0; i < answered.others().length; i++) {
            out.writeObjectFieldStart(answered.outputs().get(i).name());
            scores(out, answered.others()[i], topK);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void id(JsonGenerator out, UUID id) throws IOException {
        out.writeStringField("inferenceId", id.toString());
    }

    private static void scores(JsonGenerator out, Scores scores, int topK) throws IOException {
        if (scores instanceof Scores.Valued valued) {
            out.writeNumberField("value", valued.value());
            return;
        }
        Scores.Labelled labelled = (Scores.Labelled) scores;
        out.writeStringField("label", labelled.label());
        out.writeNumberField("score", labelled.score());
        out.writeObjectFieldStart("scores");
        if (topK > 0) {
            for (int label : ClassScores.highest(labelled.probabilities(), topK).labels()) {
                out.writeNumberField(labelled.labels().get(label), labelled.probabilities()[label]);
            }
        } else {
            for (int i = 0; i < labelled.labels().size(); i++) {
                out.writeNumberField(labelled.labels().get(i), labelled.probabilities()[i]);
            }
        }
        out.writeEndObject();
    }

    private static void error(JsonGenerator out, int status, String detail, List<FieldError> errors)
            throws IOException {
        out.writeObjectFieldStart("error");
        out.writeNumberField("status", status);
        out.writeStringField("detail", detail);
        out.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            out.writeStartObject();
            out.writeStringField("field", error.field());
            out.writeStringField("message", error.message());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
