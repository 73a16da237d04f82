package org.modelyard.ml.feature;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.feature.EncodingChoices.Interaction;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Texts;

/** Reads {@link EncodingChoices} from requests, option by option for the feature's type. */
final class ChoicesReader {

    private static final String ENCODE = "features.encode";
    private static final String INTERACTIONS = "features.interactions";
    static final int LEAST_BITS = 4;
    static final int MOST_BITS = 18;
    private static final int MOST_BINS = 256;
    private static final int MOST_HOLIDAYS = 10_000;
    private static final int MOST_INTERACTIONS = 1_000;

    private final List<FeatureSpec> features;
    private final List<FieldError> errors = new ArrayList<>();

    ChoicesReader(List<FeatureSpec> features) {
        this.features = features;
    }

    EncodingChoices read(@Nullable Map<String, ?> encode, @Nullable List<?> interactions) {
        Map<String, ColumnChoice> columns = new TreeMap<>();
        if (encode != null) {
            encode.forEach((name, options) -> {
                Optional<FeatureSpec> feature = feature(name);
                if (feature.isEmpty()) {
                    refuse(ENCODE + "." + Texts.brief(name), unknown(name));
                } else if (options instanceof Map<?, ?> document) {
                    column(feature.get(), document).ifPresent(choice -> columns.put(name, choice));
                } else {
                    refuse(ENCODE + "." + Texts.brief(name), "Give an object of options.");
                }
            });
        }
        List<Interaction> pairs = interactions == null ? List.of() : pairs(interactions);
        Fields.check(errors);
        return new EncodingChoices(columns, pairs);
    }

    private Optional<ColumnChoice> column(FeatureSpec feature, Map<?, ?> options) {
        Fields fields = Fields.of(ENCODE + "." + Texts.brief(feature.name()), options, errors);
        Optional<ColumnChoice> choice =
                switch (feature.type()) {
                    case TEXT ->
                        Optional.of(new ColumnChoice.OfText(
                                fields.choice("weighting", ColumnChoice.Weighting.class, ColumnChoice.Weighting.TFIDF),
                                bits(fields),
                                fields.flag("lowerCase", true),
                                fields.flag("surface", false)));
                    case NUMERIC ->
                        Optional.of(new ColumnChoice.OfNumber(
                                fields.flag("log1p", false),
                                fields.flag("standardise", true),
                                integer(fields, "bins", 0, MOST_BINS)));
                    case CATEGORICAL -> Optional.of(new ColumnChoice.OfCategory(bits(fields)));
                    case TIMESTAMP ->
                        Optional.of(new ColumnChoice.OfTime(
                                fields.flag("oneHot", false),
                                fields.flag("weekend", false),
                                holidays(fields),
                                zone(fields),
                                !fields.flag("season", true)));
                    case BOOLEAN -> {
                        refuse(
                                ENCODE + "." + Texts.brief(feature.name()),
                                "'" + Texts.brief(feature.name())
                                        + "' is BOOLEAN, which has no options; leave it out.");
                        yield Optional.empty();
                    }
                };
        if (choice.isPresent()) {
            fields.end();
        }
        return choice;
    }

    private static @Nullable Integer bits(Fields fields) {
        return integer(fields, "hashBits", LEAST_BITS, MOST_BITS);
    }

    /** Null when it was not given. */
    private static @Nullable Integer integer(Fields fields, String name, int min, int max) {
        boolean given = fields.has(name);
        int value = fields.integer(name, min, max, min);
        return given ? Integer.valueOf(value) : null;
    }

    private static List<String> holidays(Fields fields) {
        List<?> given = fields.list("holidays");
        Set<String> days = new TreeSet<>();
        if (given != null) {
            for (Object day : given) {
                try {
                    days.add(LocalDate.parse(String.valueOf(day)).toString());
                } catch (DateTimeException e) {
                    fields.refuse(
                            "holidays", "'" + Texts.brief(String.valueOf(day)) + "' is no date such as 2026-12-25.");
                    break;
                }
            }
            if (days.size() > MOST_HOLIDAYS) {
                fields.refuse("holidays", "There may be " + MOST_HOLIDAYS + " holidays at most.");
            }
        }
        return List.copyOf(days);
    }

    private static String zone(Fields fields) {
        String zone = fields.text("zone");
        if (zone == null) {
            return "UTC";
        }
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            fields.refuse("zone", "'" + Texts.brief(zone) + "' is no time zone such as Europe/Berlin.");
            return "UTC";
        }
    }

    private List<Interaction> pairs(List<?> given) {
        List<Interaction> pairs = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        if (given.size() > MOST_INTERACTIONS) {
            refuse(INTERACTIONS, "There may be " + MOST_INTERACTIONS + " interactions at most.");
            return pairs;
        }
        for (int i = 0; i < given.size(); i++) {
            String field = INTERACTIONS + "[" + i + "]";
            if (given.get(i) instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String left
                    && pair.get(1) instanceof String right
                    && !left.equals(right)) {
                if (fits(field, left) & fits(field, right)) {
                    if (seen.add(Set.of(left, right))) {
                        pairs.add(new Interaction(left, right));
                    } else {
                        refuse(field, "This pair is there twice.");
                    }
                }
            } else {
                refuse(field, "An interaction is a pair of different features, such as [\"a\",\"b\"].");
            }
        }
        return pairs;
    }

    private boolean fits(String field, String name) {
        Optional<FeatureSpec> feature = feature(name);
        if (feature.isEmpty()) {
            refuse(field, unknown(name));
        } else if (feature.get().type() == FeatureType.TEXT || feature.get().type() == FeatureType.TIMESTAMP) {
            refuse(
                    field,
                    "'" + Texts.brief(name) + "' is " + feature.get().type()
                            + "; an interaction is of CATEGORICAL, NUMERIC or BOOLEAN features.");
        } else {
            return true;
        }
        return false;
    }

    private Optional<FeatureSpec> feature(String name) {
        return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
    }

    private static String unknown(String name) {
        return "There is no feature '" + Texts.brief(name) + "' to learn from.";
    }

    private void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
