package org.modelyard.serving.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Rows of which the answers are known: a version that answers one of them otherwise is not what somebody meant to deploy.
 *
 * @param list at most {@link #MOST}
 */
public record Canaries(List<Canary> list) {

    public static final Canaries NONE = new Canaries(List.of());
    public static final int MOST = 20;

    private static final String FIELD = "canary";
    private static final int LONGEST = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);
    private static final TypeReference<List<@Nullable Canary>> LIST = new TypeReference<>() {};

    public Canaries {
        list = List.copyOf(list);
    }

    /**
     * What somebody declares.
     *
     * @param said null for none
     * @throws Refusal.Invalid when one lacks inputs, says not exactly one of label and value, or there are too many
     */
    public static Canaries of(@Nullable List<@Nullable Canary> said) {
        if (said == null) {
            return NONE;
        }
        if (said.size() > MOST) {
            throw new Refusal.Invalid(FIELD, "At most " + MOST + " canary inputs.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<Canary> list = new ArrayList<>(said.size());
        for (int i = 0; i < said.size(); i++) {
            Canary canary = said.get(i);
            String at = FIELD + "[" + i + "]";
            if (canary == null || canary.inputs() == null) {
                errors.add(new FieldError(at + ".inputs", "Each canary input has inputs, if only {}."));
                continue;
            }
            check(canary, at, errors);
            list.add(canary);
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("The canary inputs are not acceptable.", errors);
        }
        Canaries canaries = new Canaries(list);
        if (!list.isEmpty() && canaries.written().length() > LONGEST) {
            throw new Refusal.Invalid(FIELD, "All canary inputs together have at most " + LONGEST + " characters.");
        }
        return canaries;
    }

    private static void check(Canary canary, String at, List<FieldError> errors) {
        Double value = canary.value();
        Double tolerance = canary.tolerance();
        if ((canary.label() == null) == (value == null)) {
            errors.add(new FieldError(at, "Say either the label or the value that is expected."));
        }
        if (value != null && !Double.isFinite(value)) {
            errors.add(new FieldError(at + ".value", "This is a finite number."));
        }
        if (tolerance != null && (value == null || !Double.isFinite(tolerance) || tolerance < 0)) {
            errors.add(new FieldError(at + ".tolerance", "This is a number from 0 on, and goes with a value."));
        }
    }

    /**
     * From JSON, as a form takes it or {@link #stored} writes it.
     *
     * @param text null or blank for none
     * @throws Refusal.Invalid when it is no list of canary inputs
     */
    public static Canaries parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        try {
            return of(JSON.readValue(text, LIST));
        } catch (JsonProcessingException e) {
            throw new Refusal.Invalid(
                    FIELD,
                    "This is a JSON list such as [{\"inputs\":{\"age\":41},\"label\":\"yes\"}] or"
                            + " [{\"inputs\":{\"age\":41},\"value\":3.2,\"tolerance\":0.1}].");
        }
    }

    /** As JSON; null when there is none. */
    public @Nullable String stored() {
        return list.isEmpty() ? null : written();
    }

    private String written() {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks a model about each, in order.
     *
     * @return the first difference in words; empty when there is none
     * @throws org.modelyard.ml.score.TooLate when there is no answer in time
     * @throws org.modelyard.ml.score.Unanswerable when there is none
     */
    public Optional<String> difference(Scorer scorer, Deadline deadline) {
        InputReader reader = new InputReader(scorer.signature());
        for (int i = 0; i < list.size(); i++) {
            Optional<String> different = different(list.get(i), i, reader, scorer, deadline);
            if (different.isPresent()) {
                return different;
            }
        }
        return Optional.empty();
    }

    private Optional<String> different(Canary canary, int place, InputReader reader, Scorer scorer, Deadline deadline) {
        String which = "Canary input " + (place + 1) + " of " + list.size();
        InputRow row = read(canary, reader, FIELD + "[" + place + "].inputs");
        if (!reader.errors().isEmpty()) {
            FieldError first = reader.errors().get(0);
            return Optional.of(which + " does not fit the model: " + first.field() + ": " + first.message());
        }
        Scores[] others = new Scores[scorer.signature().outputs().size()];
        Scores answered = scorer.score(row, others, new Asking(deadline, null));
        Double tolerance = canary.tolerance();
        Double value = canary.value();
        boolean same = answered instanceof Scores.Labelled labelled
                ? labelled.label().equals(canary.label())
                : value != null
                        && Math.abs(((Scores.Valued) answered).value() - value) <= (tolerance == null ? 0 : tolerance);
        return same
                ? Optional.empty()
                : Optional.of(
                        which + " is answered " + told(answered) + " where " + expected(canary) + " is expected.");
    }

    private static InputRow read(Canary canary, InputReader reader, String path) {
        try (JsonParser json = JSON.valueToTree(canary.inputs()).traverse(JSON)) {
            json.nextToken();
            return reader.read(json, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Scores scores) {
        return scores instanceof Scores.Labelled labelled
                ? "'" + Texts.brief(labelled.label()) + "' (score " + labelled.score() + ")"
                : Double.toString(((Scores.Valued) scores).value());
    }

    private static String expected(Canary canary) {
        String label = canary.label();
        Double tolerance = canary.tolerance();
        return label != null
                ? "'" + Texts.brief(label) + "'"
                : canary.value() + (tolerance == null || tolerance == 0 ? "" : " (tolerance " + tolerance + ")");
    }
}
