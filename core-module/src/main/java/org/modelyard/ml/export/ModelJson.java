package org.modelyard.ml.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.feature.ColumnStep;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;

/** A model as JSON that can be read: what goes in, what each encoded feature means, and the model's own numbers. */
final class ModelJson {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String SHAPE = "modelyard-model/1";

    private final ModelScorer scorer;
    private final JsonGenerator out;

    private ModelJson(ModelScorer scorer, JsonGenerator out) {
        this.scorer = scorer;
        this.out = out;
    }

    /** UTF-8. */
    static byte[] write(ModelScorer scorer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory(JSON).createGenerator(bytes)) {
            new ModelJson(scorer, out).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write() throws IOException {
        out.writeStartObject();
        out.writeStringField("shape", SHAPE);
        out.writeStringField("task", scorer.signature().task().name());
        strings("labels", scorer.signature().labels());
        inputs();
        strings("features", scorer.encoder().meanings());
        out.writeFieldName("model");
        new ModelNumbers(out).write(scorer.model());
        decision(scorer.decision());
        out.writeEndObject();
    }

    private void strings(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** Each with its step and where its features begin; then products. */
    private void inputs() throws IOException {
        FeatureEncoder encoder = scorer.encoder();
        List<ColumnStep> steps = encoder.steps();
        out.writeArrayFieldStart("inputs");
        for (int i = 0; i < encoder.features().size(); i++) {
            out.writeStartObject();
            out.writeStringField("name", encoder.features().get(i).name());
            out.writeStringField("type", encoder.features().get(i).type().name());
            out.writeBooleanField("required", encoder.required(i));
            out.writeNumberField("firstFeature", encoder.base(i));
            step(steps.get(i));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("products");
        for (int i = encoder.features().size(); i < steps.size(); i++) {
            out.writeStartObject();
            out.writeNumberField("firstFeature", encoder.base(i));
            step(steps.get(i));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void step(ColumnStep step) throws IOException {
        String kind = step.getClass().getSimpleName().substring("Of".length());
        out.writeStringField("step", kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1));
        out.writeNumberField("width", step.width());
        out.writeFieldName("settings");
        out.writeTree(JSON.valueToTree(step));
    }

    private void decision(Decision decision) throws IOException {
        out.writeFieldName("decision");
        if (decision.none()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeFieldName("calibration");
        if (decision.calibration() == null) {
            out.writeNull();
        } else {
            out.writeStartObject();
            out.writeStringField("kind", decision.calibration().getClass().getSimpleName());
            out.writeFieldName("settings");
            out.writeTree(JSON.valueToTree(decision.calibration()));
            out.writeEndObject();
        }
        out.writeFieldName("threshold");
        if (decision.threshold() == null) {
            out.writeNull();
        } else {
            out.writeNumber(decision.threshold().threshold());
        }
        out.writeEndObject();
    }
}
