package org.modelyard.ml.feature;

import java.time.LocalDate;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;

/**
 * An instant in UTC: hour of the day, day of the week and month of the year each as a point on a circle (sine, cosine),
 * and the day as a number. Without the season the month is left out.
 */
final class TimestampEncoder implements ColumnEncoder.OfNumber {

    private static final int SECONDS_A_DAY = 86_400;
    /** Year 1 to 9999, in days since 1970: outside of it a date has no meaning here. */
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final float[][] HOURS = ColumnStep.circle(24);
    private static final float[][] WEEKDAYS = ColumnStep.circle(7);
    private static final float[][] MONTHS = ColumnStep.circle(12);
    private static final String[] MEANINGS = {
        " hour sin", " hour cos", " weekday sin", " weekday cos", " month sin", " month cos"
    };

    private final NumericEncoder days;
    /** On circles: hour and weekday, and the month where the season counts; two numbers each. */
    private final int points;

    private TimestampEncoder(NumericEncoder days, boolean season) {
        this.days = days;
        this.points = season ? MEANINGS.length : MEANINGS.length - 2;
    }

    static TimestampEncoder fit(double[] seconds, boolean season) {
        double[] days = new double[seconds.length];
        for (int i = 0; i < days.length; i++) {
            days[i] = Math.floor(seconds[i] / SECONDS_A_DAY);
        }
        return new TimestampEncoder(NumericEncoder.fit(days, 0), season);
    }

    /** Whether the instant has a date; NaN has none. */
    static boolean dated(double seconds) {
        double day = Math.floor(seconds / SECONDS_A_DAY);
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    @Override
    public void encode(double seconds, int base, SparseVector out) {
        double day = Math.floor(seconds / SECONDS_A_DAY);
        if (dated(seconds)) {
            LocalDate date = LocalDate.ofEpochDay((long) day);
            add(HOURS[(int) ((seconds - day * SECONDS_A_DAY) / 3600)], base, out);
            add(WEEKDAYS[date.getDayOfWeek().getValue() - 1], base + 2, out);
            if (points == MEANINGS.length) {
                add(MONTHS[date.getMonthValue() - 1], base + 4, out);
            }
        }
        days.encode(day, base + points, out);
    }

    private static void add(float[] point, int index, SparseVector out) {
        out.add(index, point[0]);
        out.add(index + 1, point[1]);
    }

    @Override
    public int width() {
        return points + days.width();
    }

    @Override
    public String meaning(int local) {
        return local < points ? MEANINGS[local] : " day" + days.meaning(local - points);
    }

    @Override
    public ColumnStep.OfTime step() {
        return new ColumnStep.OfTime(days.step(), points == MEANINGS.length, null);
    }

    @Override
    public void write(BinaryWriter out) {
        days.write(out);
    }

    static TimestampEncoder read(BinaryReader in, boolean season) {
        return new TimestampEncoder(NumericEncoder.read(in), season);
    }
}
