package org.modelyard.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Texts;

/** What is wrong with a JSON text, in the client's terms: no class of ours is named. */
final class JsonFault {

    private static final int LONGEST = 500;
    private static final Pattern JAVA_TYPE =
            Pattern.compile("(?<![\\w.])`?(?:[a-z][a-z0-9_]*\\.)+(?:\\w+[.$])*(\\w+)`?(?:<[^>]*>)?");

    /** Advice to whoever programs the reader, e.g. {@code , from `StreamReadConstraints.getMaxNestingDepth()`}. */
    private static final Pattern ADVICE = Pattern.compile("(, from|: enable) `[^`]*`( to allow)?");

    /** Where a bracket was opened, with words about the reader in it. */
    private static final Pattern SOURCE = Pattern.compile(" \\([^()]*\\[Source: [^\\]]*]\\)");

    private JsonFault() {}

    static String message(JsonProcessingException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : "; known are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "));
            return Texts.cut(
                    "There is no field '" + Texts.brief(unknown.getPropertyName()) + "'" + known + ".", LONGEST);
        }
        if (json instanceof InvalidFormatException format && format.getTargetType() != null) {
            return format(format.getTargetType(), format.getValue());
        }
        String original = ADVICE.matcher(SOURCE.matcher(String.valueOf(json.getOriginalMessage()))
                        .replaceAll(""))
                .replaceAll("");
        return Texts.cut(JAVA_TYPE.matcher(original).replaceAll("$1"), LONGEST);
    }

    private static String format(Class<?> type, @Nullable Object given) {
        String value = "'" + Texts.brief(String.valueOf(given)) + "'";
        if (type.isEnum()) {
            return value + " is none of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return value + " is no " + type.getSimpleName() + ".";
    }

    /** The path as the client wrote it, e.g. {@code inputs[3].age}; empty where the text as a whole is wrong. */
    static String field(JsonProcessingException json) {
        if (!(json instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
