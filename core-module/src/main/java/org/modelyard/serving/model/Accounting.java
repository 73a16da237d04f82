package org.modelyard.serving.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * What a model's answers cost, and by what they are added up.
 *
 * @param currency three letters; null where nothing costs anything
 * @param price of versions that have none of their own
 * @param versions prices of versions, by their numbers
 * @param dimensions values by dimension that are told apart in sums; all others together are {@link #OTHER}
 * @param callers who is told apart in sums, by the name that the audit has: a user, or one of a user's tokens; nobody is counted by who asked where it is empty
 */
public record Accounting(
        @Nullable String currency,
        Price price,
        Map<String, Price> versions,
        Map<String, List<String>> dimensions,
        List<String> callers) {

    /** Of models of which nobody has said anything. */
    public static final Accounting NONE = new Accounting(null, Price.NONE, Map.of(), Map.of());

    /** Values that are not declared. */
    public static final String OTHER = "(other)";

    /** Answers of which the caller has not said it. */
    public static final String UNSAID = "(none)";

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MOST_VERSIONS = 1_000;
    private static final int MOST_DIMENSIONS = 10;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST = 100;

    public Accounting {
        callers = List.copyOf(callers);
    }

    /** Callers are not told apart. */
    public Accounting(
            @Nullable String currency, Price price, Map<String, Price> versions, Map<String, List<String>> dimensions) {
        this(currency, price, versions, dimensions, List.of());
    }

    /** As a client says it: what is missing is nothing. */
    public record Said(
            @Nullable String currency,
            Price.@Nullable Said price,
            @Nullable Map<String, Price.@Nullable Said> versions,
            @Nullable Map<String, @Nullable List<@Nullable String>> dimensions,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable String> callers) {

        /** Of callers nothing. */
        public Said(
                @Nullable String currency,
                Price.@Nullable Said price,
                @Nullable Map<String, Price.@Nullable Said> versions,
                @Nullable Map<String, @Nullable List<@Nullable String>> dimensions) {
            this(currency, price, versions, dimensions, null);
        }

        /** @throws Refusal.Invalid when it is not acceptable */
        public Accounting checked() {
            if (currency != null && !CURRENCY.matcher(currency).matches()) {
                throw new Refusal.Invalid("currency", "This is a code of three letters, such as EUR.");
            }
            Map<String, Price> priced = prices();
            Price usual = price == null ? Price.NONE : price.checked("price.");
            boolean free = usual.free() && priced.values().stream().allMatch(Price::free);
            if (!free && currency == null) {
                throw new Refusal.Invalid("currency", "Say in which currency, such as EUR.");
            }
            return new Accounting(free ? null : currency, usual, priced, dimensionsChecked(), callersChecked());
        }

        private Map<String, Price> prices() {
            Map<String, Price> priced = new TreeMap<>();
            if (versions == null) {
                return priced;
            }
            if (versions.size() > MOST_VERSIONS) {
                throw new Refusal.Invalid("versions", "There are at most " + MOST_VERSIONS + " of them.");
            }
            versions.forEach((version, own) -> {
                String field = "versions." + Texts.brief(version);
                if (version.isBlank() || version.length() > LONGEST || Texts.malformed(version) || own == null) {
                    throw new Refusal.Invalid(field, "Give a version's number and its price.");
                }
                priced.put(version, own.checked(field + "."));
            });
            return priced;
        }

        private Map<String, List<String>> dimensionsChecked() {
            Map<String, List<String>> checked = new TreeMap<>();
            if (dimensions == null) {
                return checked;
            }
            if (dimensions.size() > MOST_DIMENSIONS) {
                throw new Refusal.Invalid("dimensions", "There are at most " + MOST_DIMENSIONS + " of them.");
            }
            dimensions.forEach((name, values) -> checked.put(name, values(name, values)));
            return checked;
        }

        private List<String> callersChecked() {
            List<String> checked = new ArrayList<>();
            List<@Nullable String> given = callers == null ? List.of() : callers;
            for (String caller : given) {
                boolean named = caller != null && !caller.isBlank() && storable(caller);
                if (!named || OTHER.equals(caller) || UNSAID.equals(caller) || checked.contains(caller)) {
                    throw new Refusal.Invalid(
                            "callers",
                            "Name each once, as the audit does: a user, or a token of a user's as user/token; in at most "
                                    + LONGEST + " characters.");
                }
                checked.add(caller);
            }
            if (checked.size() > MOST_VALUES) {
                throw new Refusal.Invalid("callers", "At most " + MOST_VALUES + " are told apart.");
            }
            return checked;
        }

        private static List<String> values(String name, @Nullable List<@Nullable String> values) {
            String field = "dimensions." + Texts.brief(name);
            List<String> checked = new ArrayList<>();
            if (values != null && values.size() <= MOST_VALUES) {
                for (String value : values) {
                    if (OTHER.equals(value) || UNSAID.equals(value)) {
                        throw new Refusal.Invalid(
                                field,
                                "'" + value + "' stands for what is not declared, or not said: give it another name.");
                    }
                    if (value != null && !value.isEmpty() && storable(value) && !checked.contains(value)) {
                        checked.add(value);
                    }
                }
            }
            boolean named = !name.isBlank() && storable(name);
            if (!named || values == null || checked.isEmpty() || checked.size() < values.size()) {
                throw new Refusal.Invalid(
                        field,
                        "A dimension has a name and 1 to " + MOST_VALUES + " different values; each has 1 to " + LONGEST
                                + " characters, and no half of a surrogate pair.");
            }
            return List.copyOf(checked);
        }

        /** Half a surrogate pair comes back as '?', and two of them as the same. */
        private static boolean storable(String text) {
            return text.length() <= LONGEST && !Texts.malformed(text);
        }
    }

    /** What {@link Said#checked} makes this of. */
    public Said said() {
        Map<String, Price.@Nullable Said> priced = new TreeMap<>();
        versions.forEach((version, own) -> priced.put(version, own.said()));
        Map<String, @Nullable List<@Nullable String>> told = new TreeMap<>();
        dimensions.forEach((name, values) -> told.put(name, List.copyOf(values)));
        List<@Nullable String> asking = callers.isEmpty() ? null : List.copyOf(callers);
        return new Said(currency, price.said(), priced, told, asking);
    }

    /** Of a version, by its number. */
    public Price price(String version) {
        return versions.getOrDefault(version, price);
    }

    /**
     * For which value of a dimension an answer counts.
     *
     * @param dimension a declared one
     * @param value as the caller said it; null where nothing was said
     * @return a declared value, {@link #OTHER} or {@link #UNSAID}
     */
    public String part(String dimension, @Nullable String value) {
        return value == null
                ? UNSAID
                : dimensions.getOrDefault(dimension, List.of()).contains(value) ? value : OTHER;
    }

    /**
     * For whom an answer counts.
     *
     * @param actor who asked, with the token's name; null where that is not known
     * @return a name that is declared: the actor's, else its user's; else {@link #OTHER}, or {@link #UNSAID}
     */
    String caller(@Nullable String actor) {
        if (actor == null) {
            return UNSAID;
        }
        String person = Caller.personOf(actor);
        return callers.contains(actor) ? actor : callers.contains(person) ? person : OTHER;
    }

    /** Whether any answer costs something. */
    public boolean priced() {
        return currency != null;
    }
}
