package org.modelyard.evaluation.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.InputReader;

/** Inputs as a prediction takes them, for asking a version about a row that is no prediction. */
final class InputRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InputRows() {}

    /**
     * @param path of the inputs in the request, e.g. {@code inputs}
     * @throws Refusal.Invalid when they do not fit the version
     */
    static InputRow read(Scorer scorer, String path, Map<String, Object> inputs) {
        InputReader reader = new InputReader(scorer.signature());
        try (JsonParser parser = JSON.valueToTree(inputs).traverse(JSON)) {
            parser.nextToken();
            InputRow row = reader.read(parser, path);
            if (!reader.errors().isEmpty()) {
                throw new Refusal.Invalid("The inputs do not fit the version.", reader.errors());
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
