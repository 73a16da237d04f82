package org.modelyard.registry.console;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.service.VersionDeclarations;

/** What a form says of a version that comes from elsewhere: its fields as they were typed, by name, and what they mean. */
final class SaidFields {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Where a bracket was opened, with words about the reader in it. */
    private static final Pattern SOURCE = Pattern.compile(" \\([^()]*\\[Source: [^\\]]*]\\)");

    private static final int LONGEST = 300;

    private final Map<String, @Nullable String> typed = new LinkedHashMap<>();

    /** For the page, which writes into it. An empty field is null in it. */
    Map<String, @Nullable String> typed() {
        return typed;
    }

    /** Null where nothing was typed. */
    @Nullable
    String text(String name) {
        String text = typed.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    Long whole(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "'" + Texts.brief(text) + "' is no whole number of " + name + ".", e);
        }
    }

    Map<String, @Nullable Double> metrics() {
        Map<String, @Nullable Double> metrics = new LinkedHashMap<>();
        String text = text("metrics");
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            int sign = line.lastIndexOf('=');
            if (line.isBlank()) {
                continue;
            }
            try {
                metrics.put(line.substring(0, Math.max(0, sign)).strip(), Double.valueOf(line.substring(sign + 1)));
            } catch (NumberFormatException e) {
                throw wrong("metrics", "'" + Texts.brief(line) + "' is no metric: write accuracy = 0.91.", e);
            }
        }
        return metrics;
    }

    List<String> tags() {
        return Typed.list(text("tags"));
    }

    /** Null: the least that the signature allows. */
    @Nullable
    Bump bump() {
        String text = text("bump");
        return text == null
                ? null
                : Arrays.stream(Bump.values())
                        .filter(bump -> bump.name().equals(text))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal.Invalid("bump", "There is no bump '" + Texts.brief(text) + "'."));
    }

    /**
     * The signature as the API has it; labels may be left out where there are none.
     *
     * @param usual task where the document says none; null: it must
     * @return null where none was typed
     * @throws Refusal.Invalid when it is no signature, with the place
     */
    VersionDeclarations.@Nullable Declared signature(@Nullable Task usual) {
        String text = text("signature");
        if (text == null) {
            return null;
        }
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode document)) {
                throw new Refusal.Invalid("signature", "The signature must be a JSON object.");
            }
            if (usual != null && !document.has("task")) {
                document.put("task", usual.name());
            }
            if (!document.has("labels")) {
                document.putArray("labels");
            }
            require(document, "task", JsonNode::isTextual, "a task");
            require(document, "inputs", JsonNode::isArray, "a list of inputs");
            require(document, "labels", JsonNode::isArray, "a list of labels");
            for (JsonNode input : document.path("inputs")) {
                require(input, "name", JsonNode::isTextual, "a name for each input");
                require(input, "type", JsonNode::isTextual, "a type for each input");
            }
            for (JsonNode output : document.path("outputs")) {
                require(output, "name", JsonNode::isTextual, "a name for each output");
                require(output, "task", JsonNode::isTextual, "a task for each output");
            }
            return JSON.treeToValue(document, VersionDeclarations.Declared.class);
        } catch (JsonProcessingException e) {
            throw wrong("signature", "This is no signature: " + words(e), e);
        }
    }

    private static void require(JsonNode document, String field, Predicate<JsonNode> holds, String called) {
        if (!holds.test(document.path(field))) {
            throw new Refusal.Invalid("signature." + field, "The signature needs '" + field + "': " + called + ".");
        }
    }

    /**
     * Hyperparameters by name.
     *
     * @return null where none were typed
     * @throws Refusal.Invalid when it is no JSON object, with the place
     */
    @Nullable
    Map<String, Object> hyperparameters() {
        String text = text("hyperparameters");
        if (text == null) {
            return null;
        }
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode document)) {
                throw new Refusal.Invalid("parameters", "Hyperparameters are a JSON object: {\"layers\": 12}.");
            }
            return JSON.convertValue(document, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw wrong("parameters", "These are no hyperparameters: " + words(e), e);
        }
    }

    /** What is wrong with a JSON text and where, without a name of a class. */
    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '" + Texts.brief(unknown.getPropertyName()) + "'" + at(unknown) + ".";
        }
        if (e instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            return "'" + Texts.brief(String.valueOf(format.getValue())) + "'" + at(format) + " is none of "
                    + Arrays.toString(format.getTargetType().getEnumConstants()) + ".";
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "what stands" + at(mapping) + " is of another kind than it must be.";
        }
        JsonLocation place = e.getLocation();
        String where = place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
        return where
                + Texts.cut(
                        SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll(""), LONGEST);
    }

    private static String at(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return path.isEmpty() ? "" : " at '" + path + "'";
    }

    private static Refusal.Invalid wrong(String field, String message, Exception cause) {
        Refusal.Invalid refusal = new Refusal.Invalid(field, message);
        refusal.initCause(cause);
        return refusal;
    }
}
