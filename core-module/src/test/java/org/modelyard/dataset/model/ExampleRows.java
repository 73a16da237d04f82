package org.modelyard.dataset.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Rows made up for tests, from a seed. */
public final class ExampleRows {

    private static final String[] WORDS = {"a", "zwölf", "\"quoted\"", "two\nlines", "comma, here", "😀", " ", "=1+1"};

    private ExampleRows() {}

    /** One feature of each type, plus one whose name needs quoting. */
    public static Schema schema(Task task) {
        return new Schema(
                task,
                "answer",
                List.of(
                        new FeatureSpec("text", FeatureType.TEXT),
                        new FeatureSpec("amount", FeatureType.NUMERIC),
                        new FeatureSpec("kind", FeatureType.CATEGORICAL),
                        new FeatureSpec("flag", FeatureType.BOOLEAN),
                        new FeatureSpec("when", FeatureType.TIMESTAMP),
                        new FeatureSpec("größe, \"cm\"", FeatureType.NUMERIC)));
    }

    public static List<ExampleRow> random(Schema schema, int count, long seed) {
        RandomGenerator random = new Random(seed);
        List<ExampleRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(random(schema, random));
        }
        return rows;
    }

    private static ExampleRow random(Schema schema, RandomGenerator random) {
        ExampleRow row = new ExampleRow(schema);
        for (int i = 0; i < schema.features().size(); i++) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            switch (schema.features().get(i).type()) {
                case TEXT -> row.texts()[i] = word(random) + word(random);
                case CATEGORICAL -> row.texts()[i] = word(random);
                case BOOLEAN -> row.numbers()[i] = random.nextInt(2);
                case NUMERIC -> row.numbers()[i] = number(random);
                case TIMESTAMP ->
                    row.numbers()[i] =
                            random.nextLong(-60_000_000_000L, 250_000_000_000L) + random.nextInt(1_000_000) / 1e6;
            }
        }
        switch (schema.task()) {
            case CLASSIFICATION -> row.target("label-" + random.nextInt(4));
            case REGRESSION -> row.target(number(random));
            case GENERATION -> row.target("out " + word(random));
        }
        return row;
    }

    private static String word(RandomGenerator random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static double number(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-5, 5);
            case 1 -> random.nextGaussian();
            case 2 -> Math.pow(10, random.nextInt(-308, 308)) * random.nextDouble();
            default -> random.nextLong();
        };
    }

    /** All values of a row, for comparisons. */
    public static List<Object> values(ExampleRow row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.numbers().length; i++) {
            String text = row.texts()[i];
            values.add(text == null ? row.numbers()[i] : text);
        }
        values.add(row.targetText() == null ? row.targetNumber() : row.target());
        return values;
    }
}
