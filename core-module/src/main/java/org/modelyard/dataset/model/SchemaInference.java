package org.modelyard.dataset.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Guesses the types of columns from a sample. A column is NUMERIC when its values are numbers (misspelt infinities
 * aside, and in a sample of {@value #ENOUGH} or more up to one in twenty), BOOLEAN when all are {@code true} or {@code
 * false}, TIMESTAMP when all are ISO-8601, CATEGORICAL when they are short, repeat, and are no sentences, TEXT
 * otherwise, and when it holds nothing. What a guess gets wrong, naming the features puts right.
 */
public final class SchemaInference {

    static final int ENOUGH = 20;
    private static final int MAX_CATEGORY = 64;
    private static final int FEW = 10;
    private static final int MAX_DISTINCT = 1_000;

    private final Task task;
    private final String target;
    private final List<String> names = new ArrayList<>();
    private final List<Evidence> columns = new ArrayList<>();

    public SchemaInference(Task task, String target) {
        this.task = task;
        this.target = target;
    }

    /** Adds a column. @return its number, from 0 */
    public int column(String name) {
        names.add(name);
        columns.add(new Evidence());
        return names.size() - 1;
    }

    /** @param value not empty */
    public void value(int column, String value) {
        columns.get(column).add(value);
    }

    /** The column holds text even where that looks like a number. */
    void textual(int column) {
        columns.get(column).textual = true;
    }

    /** The columns in the order in which they were added, the target aside. */
    public Schema schema() {
        List<FeatureSpec> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(target)) {
                features.add(new FeatureSpec(names.get(i), columns.get(i).type()));
            }
        }
        return new Schema(task, target, features);
    }

    private static final class Evidence {
        private int values;
        private int numbers;
        private int nonFinite;
        private int truths;
        private int instants;
        private int longest;
        private long gaps;
        private boolean textual;
        private final Set<String> distinct = new HashSet<>();

        void add(String value) {
            values++;
            char[] chars = value.toCharArray();
            if (!Double.isNaN(NumberText.parse(chars, 0, chars.length))) {
                numbers++;
            } else if (spelledNonFinite(value)) {
                nonFinite++;
            } else if (!Double.isNaN(RowParser.truth(chars, 0, chars.length))) {
                truths++;
            } else if (!Double.isNaN(InstantText.parse(chars, 0, chars.length))) {
                instants++;
            }
            longest = Math.max(longest, chars.length);
            for (char c : chars) {
                gaps += c == ' ' ? 1 : 0;
            }
            if (distinct.size() <= MAX_DISTINCT && chars.length <= MAX_CATEGORY) {
                distinct.add(value);
            }
        }

        private static boolean spelledNonFinite(String value) {
            String bare = value.strip().toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "");
            return bare.equals("nan") || bare.equals("inf") || bare.equals("infinity");
        }

        FeatureType type() {
            if (!textual && numeric()) {
                return FeatureType.NUMERIC;
            }
            if (!textual && values > 0 && truths == values) {
                return FeatureType.BOOLEAN;
            }
            if (values > 0 && instants == values) {
                return FeatureType.TIMESTAMP;
            }
            boolean repeats = distinct.size() <= Math.min(MAX_DISTINCT, Math.max(FEW, values / 5));
            boolean sentences = gaps >= 2L * values;
            return values > 0 && longest <= MAX_CATEGORY && repeats && !sentences
                    ? FeatureType.CATEGORICAL
                    : FeatureType.TEXT;
        }

        private boolean numeric() {
            int others = values - numbers - nonFinite;
            return numbers > 0 && (others == 0 || (values >= ENOUGH && others * 20 <= values));
        }
    }
}
