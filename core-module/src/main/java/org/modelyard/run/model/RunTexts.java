package org.modelyard.run.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** What a run says in words: parameters, which are written once, and tags, which may change. */
public enum RunTexts {
    PARAMETER("parameters", 6_000),
    TAG("tags", 8_000);

    /** Parameters or tags of one run. */
    public static final int MOST = 1_000;

    static final int LONGEST_KEY = 250;
    private static final Pattern KEY =
            Pattern.compile("[\\p{L}\\p{N}_./:-]([\\p{L}\\p{N}_./: -]*[\\p{L}\\p{N}_./:-])?");

    private final String field;
    private final int longest;

    RunTexts(String field, int longest) {
        this.field = field;
        this.longest = longest;
    }

    /** Whether it may name a parameter, a tag or a metric: no blank at its ends, since a database may not see that. */
    static boolean isKey(String key) {
        return key.length() <= LONGEST_KEY && KEY.matcher(key).matches();
    }

    /** What {@link #isKey} asks for, in words. */
    static String keyAdvice(String key) {
        return "'" + Texts.brief(key) + "' is no name: use 1-" + LONGEST_KEY
                + " letters, digits and _ - . / : with blanks between them.";
    }

    /**
     * @param given null is the same as none
     * @return sorted by name
     * @throws Refusal.Invalid naming each entry that is wrong, e.g. {@code parameters.lr}; null is wrong
     */
    public Map<String, String> checked(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> checked = new TreeMap<>();
        checked(given, false).forEach((key, text) -> checked.put(key, String.valueOf(text)));
        return checked;
    }

    /** As {@link #checked(Map)}, where null is allowed: it takes the entry away. */
    public Map<String, @Nullable String> checkedChanges(@Nullable Map<String, @Nullable String> given) {
        return checked(given, true);
    }

    private Map<String, @Nullable String> checked(@Nullable Map<String, @Nullable String> given, boolean nulls) {
        Map<String, @Nullable String> checked = new TreeMap<>();
        if (given == null) {
            return checked;
        }
        if (given.size() > MOST) {
            throw new Refusal.Invalid(
                    field, "These are " + given.size() + " " + field + "; a run has at most " + MOST + ".");
        }
        List<FieldError> errors = new ArrayList<>();
        given.forEach((key, text) -> {
            if (!isKey(key)) {
                errors.add(new FieldError(field + "." + Texts.brief(key), keyAdvice(key)));
            } else if (text == null && !nulls) {
                errors.add(new FieldError(field + "." + Texts.brief(key), "Give it a text, or leave it out."));
            } else if (text != null && text.length() > longest) {
                errors.add(new FieldError(
                        field + "." + Texts.brief(key),
                        "This has " + text.length() + " characters; at most " + longest + " are kept."));
            }
            checked.put(key, text);
        });
        Fields.check(errors);
        return checked;
    }

    /** @throws Refusal.Invalid when a run would have too many */
    public void requireRoom(int count) {
        if (count > MOST) {
            throw new Refusal.Invalid(field, "A run has at most " + MOST + " " + field + ".");
        }
    }
}
