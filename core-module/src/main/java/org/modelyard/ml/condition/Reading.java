package org.modelyard.ml.condition;

import java.time.LocalDate;
import java.util.Locale;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.score.InputRow;

/** What of a value is looked at. */
enum Reading {
    VALUE,
    LENGTH,
    WEEKDAY,
    HOUR,
    MONTH;

    private static final double SECONDS_A_DAY = 86_400;
    private static final int THURSDAY = 3;

    String function() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can be read from values of the type. */
    boolean fits(FeatureType type) {
        return switch (this) {
            case VALUE -> true;
            case LENGTH -> type.textual();
            case WEEKDAY, HOUR, MONTH -> type == FeatureType.TIMESTAMP;
        };
    }

    /** NaN when it is missing, or beyond the calendar; not asked for the value of a text. */
    double of(Column values, int row) {
        if (this == LENGTH) {
            String text = RowTest.text(values, row);
            return text == null ? Double.NaN : text.length();
        }
        double value = ((Column.Numbers) values).values()[row];
        return this == VALUE ? value : ofTime(value);
    }

    /** The same of one row. */
    double of(InputRow row, int column) {
        if (this == LENGTH) {
            String text = row.texts()[column];
            return text == null ? Double.NaN : text.length();
        }
        double value = row.numbers()[column];
        return this == VALUE ? value : ofTime(value);
    }

    private double ofTime(double seconds) {
        double day = Math.floor(seconds / SECONDS_A_DAY);
        if (!(day >= LocalDate.MIN.toEpochDay() && day <= LocalDate.MAX.toEpochDay())) {
            return Double.NaN;
        }
        return switch (this) {
            case WEEKDAY -> Math.floorMod((long) day + THURSDAY, 7) + 1;
            case HOUR -> Math.floor((seconds - day * SECONDS_A_DAY) / 3600);
            default -> LocalDate.ofEpochDay((long) day).getMonthValue();
        };
    }
}
