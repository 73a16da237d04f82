package org.modelyard.serving.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

/**
 * A row of the inference log: the record with its arrays written out by name.
 *
 * @param modelId 0 when the version could not be found any more
 * @param inputs JSON object by feature, without the missing ones, as far as the model's policy tells them; by position where the version could not be found
 * @param scores JSON object by label, the highest first; null without any
 * @param outputs JSON object by output beside the target, each with label, score and scores, or value; null without any
 */
public record LoggedInference(
        InferenceRecord inference, long modelId, String inputs, @Nullable String scores, @Nullable String outputs) {

    /** Columns of fixed width, roughly. */
    private static final int FIXED_BYTES = 200;

    private static final String OMITTED = "{\"omitted\":\"could not be written\"}";

    public static LoggedInference of(InferenceRecord inference, @Nullable VersionShape shape) {
        Signature signature = shape == null ? null : shape.signature();
        return new LoggedInference(
                inference,
                shape == null ? 0 : shape.modelId(),
                inputs(inference.inputs(), signature),
                scores(inference.classScores(), signature == null ? List.of() : signature.labels()),
                outputs(inference.outputs(), signature == null ? List.of() : signature.outputs()));
    }

    /**
     * The row of a record that cannot be written out: without what its caller sent, which it says.
     *
     * @param modelId 0 when the version could not be found any more
     */
    public static LoggedInference bare(InferenceRecord inference, long modelId) {
        return new LoggedInference(inference.bare(), modelId, OMITTED, null, null);
    }

    /** About what the row takes: the characters of its texts and its fixed columns. */
    public int bytes() {
        String dimensions = inference.dimensions();
        String attributes = inference.attributes();
        String scored = scores;
        String others = outputs;
        return FIXED_BYTES
                + inputs.length()
                + (scored == null ? 0 : scored.length())
                + (others == null ? 0 : others.length())
                + (dimensions == null ? 0 : dimensions.length())
                + (attributes == null ? 0 : attributes.length());
    }

    private static String inputs(InputRow row, @Nullable Signature signature) {
        JsonText json = new JsonText(row.numbers().length * 24);
        String hash = WithheldInputs.hash(row);
        if (hash != null) {
            json.name("sha256");
            json.text(hash);
            return json.end();
        }
        List<Signature.Input> known = signature == null ? List.of() : signature.inputs();
        for (int i = 0; i < row.numbers().length; i++) {
            double number = row.numbers()[i];
            String text = row.texts()[i];
            if (text == null && Double.isNaN(number)) {
                continue;
            }
            FeatureSpec feature = i < known.size() ? known.get(i).feature() : null;
            json.name(feature == null ? Integer.toString(i) : feature.name());
            if (text != null) {
                json.text(row.withheld(i) ? WithheldInputs.SHOWN : text);
            } else {
                number(json, number, feature == null ? FeatureType.NUMERIC : feature.type());
            }
        }
        return json.end();
    }

    private static void number(JsonText json, double number, FeatureType type) {
        switch (type) {
            case BOOLEAN -> json.raw(ValueText.format(type, number));
            case TIMESTAMP -> json.text(ValueText.format(type, number));
            default -> json.number(number);
        }
    }

    private static @Nullable String scores(ClassScores scores, List<String> labels) {
        if (scores.size() == 0) {
            return null;
        }
        JsonText json = new JsonText(scores.size() * 24);
        for (int i = 0; i < scores.size(); i++) {
            int label = scores.labels()[i];
            json.name(label >= 0 && label < labels.size() ? labels.get(label) : Integer.toString(label));
            json.raw(Float.toString(scores.scores()[i]));
        }
        return json.end();
    }

    private static @Nullable String outputs(List<OutputAnswer> answers, List<Signature.Output> known) {
        if (answers.isEmpty()) {
            return null;
        }
        JsonText json = new JsonText(answers.size() * 100);
        for (int i = 0; i < answers.size(); i++) {
            json.name(i < known.size() ? known.get(i).name() : Integer.toString(i));
            json.raw(answer(answers.get(i), i < known.size() ? known.get(i).labels() : List.of()));
        }
        return json.end();
    }

    private static String answer(OutputAnswer answer, List<String> labels) {
        JsonText json = new JsonText(100);
        String label = answer.label();
        if (label == null) {
            json.name("value");
            json.number(answer.score());
            return json.end();
        }
        json.name("label");
        json.text(label);
        json.name("score");
        json.number(answer.score());
        String scores = scores(answer.classScores(), labels);
        if (scores != null) {
            json.name("scores");
            json.raw(scores);
        }
        return json.end();
    }
}
