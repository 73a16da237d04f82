package org.modelyard.ml.advice;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Texts;

/** Reads an {@link AdvicePlan} and checks it against a model's inputs. */
final class AdvicePlanReader {

    private static final int MOST_SUGGESTIONS = 50;
    private static final int MOST_VALUES = 50;
    private static final int MOST_ALTERNATIVES = 200;
    private static final int LONGEST = 280;
    private static final int MOST_WORDS = 10_000;

    private final Signature signature;
    private final List<FieldError> errors = new ArrayList<>();
    private final Fields fields;

    AdvicePlanReader(String path, Map<?, ?> document, Signature signature) {
        this.signature = signature;
        this.fields = Fields.of(path, document, errors);
    }

    AdvicePlan read() {
        String text = input("text", FeatureType.TEXT);
        List<Integer> words = lengths();
        List<String> hashtags =
                texts("hashtags", List.of(), Caption::isHashtag, "begin with '#' and hold no blank, such as '#summer'");
        List<String> emoji = texts("emoji", AdvicePlan.EMOJI, value -> !value.isBlank(), "not be blank");
        String question = fields.text("question");
        if (question != null && question.length() > LONGEST) {
            fields.refuse("question", "A question has at most " + LONGEST + " characters.");
        }
        String time = input("time", FeatureType.TIMESTAMP);
        ZoneId zone = zone();
        Map<String, List<String>> alternatives = alternatives();
        boolean pairs = fields.flag("pairs", true);
        int most = fields.integer("most", 1, MOST_SUGGESTIONS, AdvicePlan.MOST);
        fields.end();
        Fields.check(errors);
        return new AdvicePlan(
                text,
                words,
                hashtags,
                question == null ? AdvicePlan.QUESTION : question.isBlank() ? null : question.strip(),
                emoji,
                time,
                zone,
                alternatives,
                pairs,
                most);
    }

    /** The named input; without a name the only one of its type. */
    private @Nullable String input(String field, FeatureType type) {
        String name = fields.text(field);
        List<String> known = signature.inputs().stream()
                .map(Signature.Input::feature)
                .filter(feature -> feature.type() == type && !feature.sensitive())
                .map(FeatureSpec::name)
                .toList();
        if (name == null) {
            if (known.size() > 1) {
                fields.refuse(field, "Name the " + type + " input that may change: " + String.join(", ", known) + ".");
            }
            return known.size() == 1 ? known.get(0) : null;
        }
        if (!known.contains(name)) {
            fields.refuse(
                    field,
                    "'" + Texts.brief(name) + "' is no " + type + " input that may change; "
                            + (known.isEmpty() ? "there is none." : "there are: " + String.join(", ", known) + "."));
        }
        return name;
    }

    private List<Integer> lengths() {
        List<?> given = fields.list("words");
        if (given == null) {
            return AdvicePlan.WORDS;
        }
        List<Integer> lengths = new ArrayList<>();
        for (Object one : given) {
            if (one instanceof Number number
                    && number.doubleValue() == Math.rint(number.doubleValue())
                    && number.doubleValue() >= 1
                    && number.doubleValue() <= MOST_WORDS) {
                lengths.add(number.intValue());
            } else {
                fields.refuse("words", "'words' holds whole numbers from 1 to " + MOST_WORDS + ".");
                return lengths;
            }
        }
        if (lengths.size() > MOST_VALUES) {
            fields.refuse("words", "'words' has at most " + MOST_VALUES + " lengths.");
        }
        return lengths.stream().distinct().sorted().toList();
    }

    private List<String> texts(String field, List<String> preset, Predicate<String> fits, String must) {
        List<?> given = fields.list(field);
        return given == null ? preset : checked(field, given, fits, must);
    }

    private List<String> checked(String field, List<?> given, Predicate<String> fits, String must) {
        List<String> texts = new ArrayList<>();
        for (Object one : given) {
            if (one instanceof String text && text.length() <= LONGEST && fits.test(text)) {
                texts.add(text);
            } else {
                fields.refuse(
                        field,
                        "'" + Texts.brief(String.valueOf(one)) + "' cannot be used: each must be a text of at most "
                                + LONGEST + " characters and " + must + ".");
                return texts;
            }
        }
        if (texts.size() > MOST_VALUES) {
            fields.refuse(field, "'" + Texts.brief(field) + "' has at most " + MOST_VALUES + " values.");
        }
        return texts.stream().distinct().toList();
    }

    private ZoneId zone() {
        String zone = fields.text("zone");
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            fields.refuse(
                    "zone",
                    "There is no time zone '" + Texts.brief(String.valueOf(zone))
                            + "': use one such as Europe/Berlin or UTC.");
            return ZoneOffset.UTC;
        }
    }

    private Map<String, List<String>> alternatives() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        int values = 0;
        for (Map.Entry<?, ?> entry : fields.object("alternatives").entrySet()) {
            String name = String.valueOf(entry.getKey());
            int position = signature.position(name);
            FeatureSpec feature =
                    position < 0 ? null : signature.inputs().get(position).feature();
            if (feature == null || feature.type() != FeatureType.CATEGORICAL || feature.sensitive()) {
                fields.refuse(
                        "alternatives",
                        "'" + Texts.brief(name) + "' is no CATEGORICAL input that may change"
                                + (feature != null && feature.sensitive() ? ": it is sensitive." : "."));
            } else if (entry.getValue() instanceof List<?> given) {
                all.put(name, checked("alternatives", given, value -> !value.isEmpty(), "not be empty"));
                values += given.size();
            } else {
                fields.refuse(
                        "alternatives", "The alternatives of '" + Texts.brief(name) + "' must be a list of texts.");
            }
        }
        if (values > MOST_ALTERNATIVES) {
            fields.refuse("alternatives", "There are at most " + MOST_ALTERNATIVES + " alternatives in all.");
        }
        return all;
    }
}
