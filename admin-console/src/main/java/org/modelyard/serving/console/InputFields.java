package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.service.ExampleView;
import org.modelyard.dataset.service.Examples;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.serving.model.InputReader;
import org.modelyard.serving.model.PredictionRow;

/** The inputs of one row as fields, one an input of the signature. */
@Named
@RequestScoped
public class InputFields {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PageRequest ONE = new PageRequest(1, null);
    private static final String PATH = "inputs";

    @Inject
    private Examples examples;

    @Inject
    private Viewer viewer;

    private final Map<String, @Nullable String> values = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();

    /** What was typed, by name, as a request would bring it. */
    public Map<String, Object> typed(SignatureDocument signature) {
        return JSON.convertValue(
                TypedInputs.of(signature, values), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /**
     * What was typed as a row of a request, with what does not fit.
     *
     * @param document the one that the fields were made from
     * @param signature of what is asked
     */
    public PredictionRow row(SignatureDocument document, Signature signature) {
        InputReader reader = new InputReader(signature);
        try (JsonParser json = JSON.createParser(JSON.writeValueAsBytes(TypedInputs.of(document, values)))) {
            json.nextToken();
            InputRow row = reader.read(json, PATH);
            return new PredictionRow(row, reader.errors(), null, null, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says beside each field what is wrong with it. */
    public void refuse(SignatureDocument document, List<FieldError> refused) {
        for (SignatureDocument.Input input : document.inputs()) {
            refused.stream()
                    .filter(error -> error.field().equals(PATH + "." + Texts.brief(input.name())))
                    .findFirst()
                    .map(FieldError::message)
                    .ifPresent(message -> errors.put(input.name(), message));
        }
    }

    /** Fills in an example of a dataset, where it has one. */
    public void fill(String dataset) {
        List<ExampleView> found = examples.list(viewer.caller(), dataset, ExampleFilter.all(), null, ONE)
                .items();
        found.forEach(example -> example.features().forEach((name, value) -> {
            if (value != null) {
                values.put(name, value.toString());
            }
        }));
    }

    public Map<String, @Nullable String> getValues() {
        return values;
    }

    public Map<String, String> getErrors() {
        return errors;
    }
}
