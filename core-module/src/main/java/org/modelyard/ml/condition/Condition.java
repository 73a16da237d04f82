package org.modelyard.ml.condition;

import java.util.BitSet;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;

/**
 * A condition on the inputs of a row. Words of the language may be in upper or lower case:
 *
 * <pre>
 * condition  = both {"or" both}
 * both       = one {"and" one}
 * one        = "not" one | "(" condition ")" | comparison
 * comparison = value ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") literal
 *            | value ["not"] "in" "(" literal {"," literal} ")"
 *            | value "is" ["not"] "missing"
 *            | BOOLEAN input
 * value      = input | ("length" | "weekday" | "hour" | "month") "(" input ")"
 * input      = a name of letters, digits, "_" and "." | any name in double quotes
 * literal    = number | 'text' | "true" | "false"
 * </pre>
 *
 * <p>A TIMESTAMP is compared with a text such as {@code '2026-01-31'} or {@code '2026-01-31T12:00:00Z'}; its weekday is 1 (Monday) to 7,
 * its hour 0 to 23, its month 1 to 12, all in UTC. The length of a TEXT or CATEGORICAL input is in UTF-16 units. Within a text a quote is
 * written twice. A missing value meets no comparison, {@code !=} and {@code not in} included, so {@code not (x = 1)} holds for it.
 */
public final class Condition {

    public static final int MOST_CHARACTERS = 1_000;
    /** Of brackets and 'not' within each other. */
    public static final int MOST_DEPTH = 20;
    /** In one list. */
    public static final int MOST_VALUES = 100;

    private final String text;
    private final List<FeatureSpec> features;
    private final RowTest test;

    private Condition(String text, List<FeatureSpec> features, RowTest test) {
        this.text = text;
        this.features = features;
        this.test = test;
    }

    /**
     * @param field that the text came from, for messages
     * @throws Refusal.Invalid saying at which character (from 1) what is wrong, and what to write
     */
    public static Condition parse(String field, String text, Schema schema) {
        if (text.length() > MOST_CHARACTERS) {
            throw new Refusal.Invalid(field, "A condition has at most " + MOST_CHARACTERS + " characters; shorten it.");
        }
        return new Condition(text, schema.features(), new ConditionParser(field, text, schema).parse());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /**
     * The rows that meet it.
     *
     * @throws IllegalArgumentException when the table has other inputs than the condition was read for
     */
    public BitSet rows(Table table) {
        if (!table.schema().features().equals(features)) {
            throw new IllegalArgumentException("these rows have other inputs than the condition");
        }
        return test.rows(table);
    }

    /** Whether a row meets it that has its values in the order of the schema's features. */
    public boolean holds(InputRow row) {
        return test.holds(row);
    }
}
