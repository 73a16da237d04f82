package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices.Interaction;

/** Learns the encoder of one feature as its choice, or else the spec, says. */
final class ColumnFit {

    private ColumnFit() {}

    static ColumnEncoder of(FeatureSpec feature, Column column, EncodingSpec spec) {
        ColumnChoice choice = spec.choices().columns().get(feature.name());
        return switch (feature.type()) {
            case TEXT ->
                text(((Column.Texts) column).values(), spec, fitting(choice, ColumnChoice.OfText.DEFAULT, feature));
            case CATEGORICAL -> {
                Integer bits = fitting(choice, ColumnChoice.OfCategory.DEFAULT, feature)
                        .hashBits();
                yield bits == null
                        ? CategoryEncoder.fit((Column.Categories) column, spec.minCategoryRows(), spec.maxCategories())
                        : new HashedCategoryEncoder(bits);
            }
            case NUMERIC ->
                NumericEncoder.fit(
                        ((Column.Numbers) column).values(),
                        spec.bins(),
                        fitting(choice, ColumnChoice.OfNumber.DEFAULT, feature));
            case BOOLEAN -> {
                if (choice != null) {
                    throw misfit(feature);
                }
                yield new BooleanEncoder();
            }
            case TIMESTAMP ->
                time(((Column.Numbers) column).values(), fitting(choice, ColumnChoice.OfTime.DEFAULT, feature));
        };
    }

    private static ColumnEncoder text(@Nullable String[] rows, EncodingSpec spec, ColumnChoice.OfText choice) {
        TextEncoder terms = TextEncoder.fit(rows, spec, choice);
        return choice.surface() ? SurfaceEncoder.fit(terms, rows) : terms;
    }

    private static ColumnEncoder time(double[] seconds, ColumnChoice.OfTime choice) {
        return choice.equals(ColumnChoice.OfTime.DEFAULT)
                ? TimestampEncoder.fit(seconds, true)
                : CalendarEncoder.fit(seconds, choice);
    }

    private static <C extends ColumnChoice> C fitting(@Nullable ColumnChoice choice, C preset, FeatureSpec feature) {
        if (choice == null) {
            return preset;
        }
        if (choice.getClass() != preset.getClass()) {
            throw misfit(feature);
        }
        @SuppressWarnings("unchecked") // of the same class
        C fitting = (C) choice;
        return fitting;
    }

    static List<Product> products(Table rows, EncodingChoices choices, ColumnEncoder[] encoders) {
        choices.columns().keySet().forEach(name -> index(rows, name));
        List<Product> products = new ArrayList<>();
        for (Interaction pair : choices.interactions()) {
            int left = index(rows, pair.left());
            int right = index(rows, pair.right());
            for (int part : new int[] {left, right}) {
                if (!(encoders[part] instanceof ColumnEncoder.Factor)
                        && !(encoders[part] instanceof ColumnEncoder.Positions)) {
                    throw misfit(rows.feature(part));
                }
            }
            int bits = Product.bits(rows.columns().get(left), rows.columns().get(right));
            products.add(Product.of(left, right, bits, encoders));
        }
        return products;
    }

    private static int index(Table rows, String feature) {
        int index = rows.schema().indexOf(feature);
        if (index < 0) {
            throw new IllegalArgumentException("no feature '" + feature + "'");
        }
        return index;
    }

    private static IllegalArgumentException misfit(FeatureSpec feature) {
        return new IllegalArgumentException(
                "'" + feature.name() + "' is " + feature.type() + " and cannot be encoded so");
    }
}
