package org.modelyard.ml.feature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * An instant by the clock of a zone: what {@link TimestampEncoder} makes of it, and, where chosen, hour, weekday and month one-hot, and
 * marks of weekends and holidays. The zone's rules are those of the JVM.
 */
final class CalendarEncoder implements ColumnEncoder.OfNumber {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int MONTHS = 12;
    private static final int SATURDAY = 6;

    private final TimestampEncoder clock;
    private final ColumnChoice.OfTime choice;
    private final ZoneRules rules;
    /** Columns of hours, weekdays and months; 0 where they are not wanted. */
    private final int oneHot;
    /** Days since 1970, rising. */
    private final long[] holidays;

    private CalendarEncoder(TimestampEncoder clock, ColumnChoice.OfTime choice) {
        this.clock = clock;
        this.choice = choice;
        this.rules = ZoneId.of(choice.zone()).getRules();
        this.oneHot = !choice.oneHot() ? 0 : choice.seasonless() ? 24 + 7 : 24 + 7 + MONTHS;
        this.holidays = days(choice);
    }

    private static long[] days(ColumnChoice.OfTime choice) {
        return choice.holidays().stream()
                .mapToLong(day -> LocalDate.parse(day).toEpochDay())
                .sorted()
                .toArray();
    }

    static CalendarEncoder fit(double[] seconds, ColumnChoice.OfTime choice) {
        ZoneRules rules = ZoneId.of(choice.zone()).getRules();
        double[] local =
                Arrays.stream(seconds).map(second -> local(second, rules)).toArray();
        return new CalendarEncoder(TimestampEncoder.fit(local, !choice.seasonless()), choice);
    }

    /** Seconds that the zone's clock shows; far from any calendar, and where missing, as they are. */
    private static double local(double seconds, ZoneRules rules) {
        return TimestampEncoder.dated(seconds)
                ? seconds
                        + rules.getOffset(Instant.ofEpochSecond((long) Math.floor(seconds)))
                                .getTotalSeconds()
                : seconds;
    }

    @Override
    public void encode(double seconds, int base, SparseVector out) {
        double local = local(seconds, rules);
        clock.encode(local, base, out);
        if (TimestampEncoder.dated(local)) {
            long day = (long) Math.floor(local / SECONDS_A_DAY);
            LocalDate date = LocalDate.ofEpochDay(day);
            int weekday = date.getDayOfWeek().getValue();
            int next = base + clock.width();
            if (choice.oneHot()) {
                out.add(next + (int) ((local - (double) day * SECONDS_A_DAY) / 3600), 1);
                out.add(next + 24 + weekday - 1, 1);
                if (!choice.seasonless()) {
                    out.add(next + 24 + 7 + date.getMonthValue() - 1, 1);
                }
                next += oneHot;
            }
            if (choice.weekend()) {
                if (weekday >= SATURDAY) {
                    out.add(next, 1);
                }
                next++;
            }
            if (holidays.length > 0 && Arrays.binarySearch(holidays, day) >= 0) {
                out.add(next, 1);
            }
        }
    }

    @Override
    public int width() {
        return clock.width() + oneHot + (choice.weekend() ? 1 : 0) + (holidays.length > 0 ? 1 : 0);
    }

    @Override
    public String meaning(int local) {
        int left = local - clock.width();
        if (left < 0) {
            return clock.meaning(local);
        }
        if (choice.oneHot()) {
            if (left < oneHot) {
                return left < 24
                        ? " hour " + left
                        : left < 24 + 7 ? " weekday " + (left - 24 + 1) : " month " + (left - 24 - 7 + 1);
            }
            left -= oneHot;
        }
        return choice.weekend() && left == 0 ? " weekend" : " holiday";
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfTime(
                clock.step().days(),
                !choice.seasonless(),
                new ColumnStep.Calendar(choice.oneHot(), choice.weekend(), choice.holidays(), choice.zone()));
    }

    @Override
    public int form() {
        return choice.seasonless() ? EncoderFormat.SEASONLESS : EncoderFormat.CALENDAR;
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(choice.oneHot()).put(choice.weekend()).put(choice.holidays()).put(choice.zone());
        clock.write(out);
    }

    static CalendarEncoder read(BinaryReader in, boolean seasonless) {
        boolean oneHot = in.getBoolean();
        boolean weekend = in.getBoolean();
        List<String> holidays = in.getStrings();
        ColumnChoice.OfTime choice = new ColumnChoice.OfTime(oneHot, weekend, holidays, in.getString(), seasonless);
        try {
            return new CalendarEncoder(TimestampEncoder.read(in, !seasonless), choice);
        } catch (DateTimeException e) {
            throw new CorruptContent("A timestamp's holidays or zone cannot be read.", e);
        }
    }
}
