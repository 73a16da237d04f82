package org.modelyard.ml.advice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.serving.model.InputReader;

/** A function that answers as a model does, for tests: a value without labels, else the probability of the second of two. */
record Answering(Signature signature, ToDoubleFunction<InputRow> function) implements Scorer {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answering value(List<FeatureSpec> features, ToDoubleFunction<InputRow> function) {
        return new Answering(signature(features, List.of()), function);
    }

    static Answering probability(List<FeatureSpec> features, ToDoubleFunction<InputRow> function) {
        return new Answering(signature(features, List.of("no", "yes")), function);
    }

    static Signature signature(List<FeatureSpec> features, List<String> labels) {
        List<Signature.Input> inputs = new ArrayList<>();
        features.forEach(feature -> inputs.add(new Signature.Input(feature, false)));
        return new Signature(labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION, inputs, labels);
    }

    @Override
    public Scores score(InputRow row) {
        double answer = function.applyAsDouble(row);
        List<String> labels = signature.labels();
        return labels.isEmpty()
                ? new Scores.Valued(answer)
                : new Scores.Labelled(labels, new double[] {1 - answer, answer}, answer >= 0.5 ? 1 : 0);
    }

    /** Inputs as a client sends them. */
    static InputRow read(Signature signature, Map<String, ?> inputs) {
        InputReader reader = new InputReader(signature);
        try (JsonParser parser = JSON.valueToTree(inputs).traverse(JSON)) {
            parser.nextToken();
            InputRow row = reader.read(parser, "inputs");
            if (!reader.errors().isEmpty()) {
                throw new AssertionError(reader.errors());
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
