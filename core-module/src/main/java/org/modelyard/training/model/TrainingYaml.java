package org.modelyard.training.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Training jobs described in YAML: the fields of the JSON request, in one document. References ({@code &a}, {@code *a}) are not
 * followed, so that a small text stays small.
 */
public final class TrainingYaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private TrainingYaml() {}

    /**
     * @return null when there is nothing
     * @throws JsonProcessingException when it is no YAML, or more than one document
     */
    public static @Nullable JsonNode read(InputStream text) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode document = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw MismatchedInputException.from(parser, JsonNode.class, "Send one YAML document, not several.");
            }
            return document == null || document.isMissingNode() || document.isNull() ? null : document;
        }
    }

    /** @param document as {@link TrainingDocument} makes it */
    public static String write(Map<String, Object> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of our own cannot be written", e);
        }
    }
}
