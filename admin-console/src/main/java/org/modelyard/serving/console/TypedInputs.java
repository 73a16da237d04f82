package org.modelyard.serving.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.registry.model.SignatureDocument;

/** Texts as inputs of a request: what is no number stays text, and whoever reads the request says so. */
final class TypedInputs {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Java would take hexadecimal numbers, suffixes and words as well. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private TypedInputs() {}

    /**
     * An object of inputs by name.
     *
     * @param texts by the input's name; empty ones are left out
     */
    static ObjectNode of(SignatureDocument signature, Map<String, @Nullable String> texts) {
        ObjectNode inputs = JSON.createObjectNode();
        for (SignatureDocument.Input input : signature.inputs()) {
            String text = texts.get(input.name());
            if (text != null && !text.isBlank()) {
                put(inputs, input, text);
            }
        }
        return inputs;
    }

    private static void put(ObjectNode inputs, SignatureDocument.Input input, String text) {
        String bare = text.strip();
        if (input.type() == FeatureType.BOOLEAN && (bare.equals("true") || bare.equals("false"))) {
            inputs.put(input.name(), Boolean.parseBoolean(bare));
        } else if (input.type() == FeatureType.NUMERIC && Double.isFinite(number(bare))) {
            inputs.put(input.name(), number(bare));
        } else {
            inputs.put(input.name(), text);
        }
    }

    /** NaN for what is none. */
    private static double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
