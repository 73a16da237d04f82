package org.modelyard.platform.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON bodies with {@link Json#MAPPER}. Jackson's own provider is not on the class path: the container
 * would find it there and let chance choose between the two.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE}) // a wildcard before +json is none to JAX-RS
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    /** What goes in and out as it is. */
    private static final List<Class<?>> RAW = List.of(
            InputStream.class,
            Reader.class,
            File.class,
            StreamingOutput.class,
            CharSequence.class,
            byte[].class,
            MultivaluedMap.class);

    private static final ObjectWriter WRITER = Json.MAPPER
            .writer()
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .without(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM) // else short answers go without their length
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !isRaw(type);
    }

    /** Nothing, and {@code null}, are null: a method that needs a body says so by {@link Parameters#body}. */
    @Override
    public @Nullable Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        PushbackInputStream content = new PushbackInputStream(body);
        int first = content.read();
        if (first < 0) {
            return null;
        }
        content.unread(first);
        return Json.MAPPER.readValue(content, Json.MAPPER.constructType(generic));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !isRaw(type);
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        WRITER.writeValue(out, entity);
    }

    private static boolean isRaw(Class<?> type) {
        return RAW.stream().anyMatch(raw -> raw.isAssignableFrom(type));
    }
}
