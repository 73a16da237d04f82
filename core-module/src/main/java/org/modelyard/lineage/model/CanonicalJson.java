package org.modelyard.lineage.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.TreeMap;
import org.modelyard.platform.model.Sha256;

/**
 * JSON of which there is one form for one content: keys by code unit, no white space, UTF-8, times in UTC with milliseconds, durations as ISO 8601 writes them. A sealed
 * document carries the SHA-256 of all the rest of itself in that form.
 */
public final class CanonicalJson {

    /** Where a sealed document carries its hash. */
    public static final String SEAL = "sha256";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new Times())
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .build();

    private CanonicalJson() {}

    private static final class Times extends JsonSerializer<Instant> {

        private static final DateTimeFormatter FORM =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter(java.util.Locale.ROOT);

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(FORM.format(time));
        }
    }

    /**
     * Bytes of a sealed document, and its seal.
     *
     * @param sha256 of the document without its member {@value CanonicalJson#SEAL}
     */
    public record Sealed(byte[] bytes, String sha256) {}

    /** A record or a map of our own as a tree; documents that it carries as raw JSON are part of it. */
    public static JsonNode tree(Object value) {
        try {
            return parse(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    /** @throws IllegalArgumentException when it is no JSON */
    public static JsonNode parse(String json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            return MAPPER.readTree(parser);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(JsonNode document) {
        try {
            return MAPPER.writeValueAsBytes(sorted(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    /** @param document without a seal; it stays as it is */
    public static Sealed seal(ObjectNode document) {
        String hash = Sha256.hex(bytes(document));
        ObjectNode sealed = document.deepCopy();
        sealed.put(SEAL, hash);
        return new Sealed(bytes(sealed), hash);
    }

    /** Whether the document is as it was when it was sealed. */
    public static boolean holds(byte[] sealed) {
        try {
            JsonNode document = MAPPER.readTree(sealed);
            if (!(document instanceof ObjectNode object) || !object.path(SEAL).isTextual()) {
                return false;
            }
            String said = object.remove(SEAL).asText();
            return said.equals(Sha256.hex(bytes(object)));
        } catch (IOException e) {
            return false; // what cannot be read was not sealed so
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            object.fields().forEachRemaining(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            members.forEach(result::set);
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }
}
