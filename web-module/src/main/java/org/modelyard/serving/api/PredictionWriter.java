package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.serving.service.PredictionOutcome;

/** Writes the answer of a prediction as bytes, without any object mapping. */
final class PredictionWriter {

    private static final int BYTES = 512;

    private PredictionWriter() {}

    static byte[] write(String model, List<PredictionOutcome> outcomes) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(null, BYTES * Math.min(outcomes.size(), 256));
        try (JsonGenerator out = PredictionReader.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("model", model);
            out.writeArrayFieldStart("predictions");
            for (PredictionOutcome outcome : outcomes) {
                out.writeStartObject();
                prediction(out, outcome);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void prediction(JsonGenerator out, PredictionOutcome outcome) throws IOException {
        if (outcome instanceof PredictionOutcome.Answered answered) {
            id(out, answered.inferenceId());
            out.writeStringField("version", answered.version());
            out.writeStringField("variant", answered.variant());
            scores(out, answered.scores());
            if (answered.others().length > 0) {
                outputs(out, answered);
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
        }
    }

    private static void outputs(JsonGenerator out, PredictionOutcome.Answered answered) throws IOException {
        out.writeObjectFieldStart("outputs");
        for (int i = 0; i < answered.others().length; i++) {
            out.writeObjectFieldStart(answered.outputs().get(i).name());
            scores(out, answered.others()[i]);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void id(JsonGenerator out, UUID id) throws IOException {
        out.writeStringField("inferenceId", id.toString());
    }

    private static void scores(JsonGenerator out, Scores scores) throws IOException {
        if (scores instanceof Scores.Valued valued) {
            out.writeNumberField("value", valued.value());
            return;
        }
        Scores.Labelled labelled = (Scores.Labelled) scores;
        out.writeStringField("label", labelled.label());
        out.writeNumberField("score", labelled.score());
        out.writeObjectFieldStart("scores");
        for (int i = 0; i < labelled.labels().size(); i++) {
            out.writeNumberField(labelled.labels().get(i), labelled.probabilities()[i]);
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
