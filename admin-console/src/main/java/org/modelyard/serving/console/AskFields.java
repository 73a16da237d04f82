package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.CommonFields;

/** How is asked, beside the inputs: for whom, how many scores, until when. The same as a request of the API says of all its rows. */
@Named
@RequestScoped
public class AskFields {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String ATTRIBUTES = "attributes";
    private static final String DEADLINE = "deadline";
    private static final String TOP = "topK";
    private static final BigDecimal LONGEST = BigDecimal.valueOf(300);
    private static final int MOST_DECIMALS = 30;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,100}\\.[0-9]{1,100}");

    private @Nullable String unit;
    private @Nullable String attributes;
    private @Nullable String top;
    private @Nullable String seconds;
    private boolean explain;
    private FieldProblems problems = FieldProblems.NONE;

    /**
     * What was typed.
     *
     * @throws Refusal.Invalid when a field cannot be read; it is told beside the field too
     */
    public CommonFields read() {
        problems = FieldProblems.NONE;
        try {
            CommonFields common = CommonFields.ofQuery(null, null, bare(unit), null, top(), duration(bare(seconds)));
            String said = attributes(attributes);
            if (said != null) {
                take(common, said);
            }
            common.wish(); // says what is out of bounds
            return common;
        } catch (Refusal.Invalid refused) {
            problems = FieldProblems.of(refused);
            throw refused;
        }
    }

    /**
     * What was typed where the unit cannot be left out.
     *
     * @throws Refusal.Invalid as {@link #read} does, and when no unit was typed
     */
    public CommonFields readOfUnit() {
        if (bare(unit) == null) {
            Refusal.Invalid refused = new Refusal.Invalid("unit", "Say for whom: the same unit gets the same variant.");
            problems = FieldProblems.of(refused);
            throw refused;
        }
        return read();
    }

    private static void take(CommonFields common, String said) {
        try (JsonParser json = JSON.createParser(said)) {
            json.nextToken();
            common.read(json, ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("an object that was just read", e);
        }
    }

    /**
     * What is said of the unit as a JSON object: as such, or one a line like {@code tier = gold}, where numbers, true and false are meant as
     * such.
     *
     * @return null where nothing was typed
     * @throws Refusal.Invalid when it is neither
     */
    static @Nullable String attributes(@Nullable String typed) {
        String text = bare(typed);
        if (text == null) {
            return null;
        }
        if (text.startsWith("{")) {
            return object(text);
        }
        ObjectNode all = JSON.createObjectNode();
        for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
            int at = line.indexOf('=');
            if (at < 1 || line.substring(0, at).isBlank()) {
                throw new Refusal.Invalid(
                        ATTRIBUTES, "'" + Texts.brief(line.strip()) + "' is no 'name = value': one a line.");
            }
            String name = line.substring(0, at).strip();
            if (all.has(name)) {
                throw new Refusal.Invalid(ATTRIBUTES, "'" + Texts.brief(name) + "' is given twice.");
            }
            all.set(name, value(line.substring(at + 1).strip()));
        }
        return all.toString();
    }

    private static String object(String text) {
        try {
            return JSON.readTree(text).toString();
        } catch (JsonProcessingException e) {
            String why = e instanceof MismatchedInputException ? "it goes on behind its end." : e.getOriginalMessage();
            Refusal.Invalid refusal = new Refusal.Invalid(ATTRIBUTES, "This is no JSON object: " + why);
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static JsonNode value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(text));
        }
        if (WHOLE.matcher(text).matches()) {
            return JSON.getNodeFactory().numberNode(Long.parseLong(text));
        }
        return NUMBER.matcher(text).matches()
                ? JSON.getNodeFactory().numberNode(Double.parseDouble(text))
                : JSON.getNodeFactory().textNode(text);
    }

    private @Nullable Integer top() {
        String text = bare(top);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(TOP, "This must be a whole number from 1.");
        }
    }

    /** As the API takes it. */
    static @Nullable String duration(@Nullable String seconds) {
        try {
            BigDecimal time = seconds == null ? null : new BigDecimal(seconds);
            if (time == null) {
                return null;
            }
            if (time.signum() > 0 && time.compareTo(LONGEST) <= 0 && time.scale() <= MOST_DECIMALS) {
                return "PT" + time.setScale(9, RoundingMode.UP).toPlainString() + "S";
            }
        } catch (NumberFormatException e) {
            throw noTime();
        }
        throw noTime();
    }

    private static Refusal.Invalid noTime() {
        return new Refusal.Invalid(DEADLINE, "These are seconds above 0, at most 300, such as 0.2.");
    }

    private static @Nullable String bare(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What could not be read. */
    public FieldProblems getProblems() {
        return problems;
    }

    public @Nullable String getUnit() {
        return unit;
    }

    public void setUnit(@Nullable String unit) {
        this.unit = unit;
    }

    public @Nullable String getAttributes() {
        return attributes;
    }

    public void setAttributes(@Nullable String attributes) {
        this.attributes = attributes;
    }

    /** How many scores are wanted. */
    public @Nullable String getTop() {
        return top;
    }

    public void setTop(@Nullable String top) {
        this.top = top;
    }

    /** Time for the whole request. */
    public @Nullable String getSeconds() {
        return seconds;
    }

    public void setSeconds(@Nullable String seconds) {
        this.seconds = seconds;
    }

    /** Whether the answer is to be taken apart. */
    public boolean isExplain() {
        return explain;
    }

    public void setExplain(boolean explain) {
        this.explain = explain;
    }
}
