package org.modelyard.dataset.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.modelyard.platform.model.Refusal;

/** The documents of a dataset as JSON: {@link Schema}, {@link SnapshotManifest}, chunk statistics. */
public final class DatasetJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private DatasetJson() {}

    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    /**
     * @param what names the document in the message
     * @throws Refusal.Invalid when it is no JSON, has unknown or missing fields, or contradicts itself
     */
    public static <T> T read(String what, String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw refused(what, e);
        } catch (JsonProcessingException e) {
            throw refused(what, e);
        }
    }

    private static Refusal.Invalid refused(String what, JsonProcessingException e) {
        Throwable cause = e.getCause();
        String reason = cause instanceof NullPointerException ? "a field is missing" : e.getOriginalMessage();
        Refusal.Invalid refusal = new Refusal.Invalid(what, "The " + what + " cannot be read: " + reason + ".");
        refusal.initCause(e);
        return refusal;
    }
}
