package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.SignatureDocument;

/**
 * Candidates that were pasted or chosen as a file.
 *
 * @param item its name; null where it has none
 * @param inputs of its own, by name
 */
record SentCandidate(@Nullable String item, Map<String, Object> inputs) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String ITEM = "item";
    private static final String INPUTS = "inputs";
    private static final Set<String> WRAPPED = Set.of(ITEM, INPUTS);
    private static final String FIELD = "candidates";
    /** The byte order mark, with which some editors begin a file. */
    private static final String MARK = "\uFEFF";

    private static final int LONGEST_ITEM = 100;
    private static final int MOST_ERRORS = 20;

    /**
     * One a line: a CSV under a header that names inputs, and {@code item} where the model has no input of that name; or objects, either the
     * inputs themselves or {@code {"item":…,"inputs":{…}}}.
     *
     * @param signature of what is asked
     * @throws Refusal.Invalid naming the lines that cannot be read
     */
    static List<SentCandidate> read(byte[] bytes, SignatureDocument signature, int most) {
        List<FieldError> errors = new ArrayList<>();
        List<SentCandidate> all = SentRows.isJson(bytes)
                ? objects(new String(bytes, StandardCharsets.UTF_8), errors)
                : table(SentRows.table(bytes, most), signature, errors);
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid(
                    "Some candidates cannot be read; none was asked about.",
                    errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
        }
        if (all.size() > most) {
            throw new Refusal.Invalid(FIELD, "Give 1 to " + most + " candidates.");
        }
        return all;
    }

    private static List<SentCandidate> objects(String text, List<FieldError> errors) {
        List<SentCandidate> all = new ArrayList<>();
        int number = 0;
        String bare = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        for (String line : bare.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                object(line, "line " + number, errors, all);
            }
        }
        return all;
    }

    private static void object(String line, String where, List<FieldError> errors, List<SentCandidate> all) {
        Map<String, Object> read;
        try {
            read = JSON.readValue(line, OBJECT);
        } catch (JsonProcessingException e) {
            errors.add(new FieldError(where, "This is no object such as {\"price\": 9.5}: " + e.getOriginalMessage()));
            return;
        }
        if (read == null) {
            errors.add(new FieldError(where, "This is no object such as {\"price\": 9.5}."));
        } else if (WRAPPED.containsAll(read.keySet()) && read.get(INPUTS) instanceof Map<?, ?> inputs) {
            Object item = read.get(ITEM);
            add(item == null ? null : item.toString(), JSON.convertValue(inputs, OBJECT), where, errors, all);
        } else {
            add(null, read, where, errors, all);
        }
    }

    private static List<SentCandidate> table(CsvTexts texts, SignatureDocument signature, List<FieldError> errors) {
        Set<String> names =
                signature.inputs().stream().map(SignatureDocument.Input::name).collect(Collectors.toSet());
        int itemAt = names.contains(ITEM) ? -1 : texts.header().indexOf(ITEM);
        for (String column : texts.header()) {
            if (!names.contains(column) && !column.equals(ITEM)) {
                errors.add(new FieldError("header", "The model has no input '" + Texts.brief(column) + "'."));
            }
        }
        List<SentCandidate> all = new ArrayList<>();
        for (CsvTexts.Line line : texts.lines()) {
            String where = "line " + line.number();
            if (line.problem() != null) {
                errors.add(new FieldError(where, "This line " + line.problem() + "."));
                continue;
            }
            Map<String, @Nullable String> typed = new HashMap<>();
            for (int column = 0; column < texts.header().size(); column++) {
                typed.put(texts.header().get(column), line.values().get(column));
            }
            add(
                    itemAt < 0 ? null : line.values().get(itemAt),
                    JSON.convertValue(TypedInputs.of(signature, typed), OBJECT),
                    where,
                    errors,
                    all);
        }
        return all;
    }

    private static void add(
            @Nullable String item,
            Map<String, Object> inputs,
            String where,
            List<FieldError> errors,
            List<SentCandidate> all) {
        if (item != null && (item.isEmpty() || item.length() > LONGEST_ITEM)) {
            errors.add(new FieldError(where + ".item", "This has 1 to " + LONGEST_ITEM + " characters."));
        }
        all.add(new SentCandidate(item, inputs));
    }

    /** What its prediction is logged with, as JSON; null: nothing. */
    @Nullable
    String dimensions() {
        return item == null ? null : JSON.createObjectNode().put(ITEM, item).toString();
    }

    /** By what it is known on a page. */
    String name(int position) {
        return item == null ? "candidate " + (position + 1) + ": " + Texts.cut(inputs.toString(), 80) : item;
    }
}
