package org.modelyard.training.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Json;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.TrainingYaml;

/** Reads a training job that is described in YAML, as strictly as one in JSON. */
@Provider
@Consumes({TrainingYamlBody.YAML, TrainingYamlBody.OLD_YAML})
public class TrainingYamlBody implements MessageBodyReader<TrainingRequest> {

    /** As RFC 9512 has it. */
    static final String YAML = "application/yaml";

    /** As clients from before it say it. */
    static final String OLD_YAML = "application/x-yaml";

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == TrainingRequest.class;
    }

    @Override
    public @Nullable TrainingRequest readFrom(
            Class<TrainingRequest> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        JsonNode document = TrainingYaml.read(body);
        return document == null ? null : Json.MAPPER.treeToValue(document, TrainingRequest.class);
    }
}
