package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT64;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.feature.ColumnStep;

/**
 * Seconds since 1970 as nodes: days, hours and weekdays by division, months by the civil calendar's arithmetic (Howard Hinnant's
 * {@code civil_from_days}), all in whole doubles.
 */
final class OnnxTimes extends OnnxColumns {

    private static final double SECONDS_A_DAY = 86_400;
    private static final double FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final double LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    OnnxTimes(OnnxGraph graph) {
        super(graph);
    }

    /** Why the step cannot be written; empty when it can. */
    static String hindrance(ColumnStep.OfTime step) {
        ColumnStep.Calendar calendar = step.calendar();
        return calendar != null && !ZoneId.of(calendar.zone()).getRules().isFixedOffset()
                ? "the clock of " + calendar.zone() + " is changed by rules that no ONNX operator knows"
                : "";
    }

    Encoded time(String input, ColumnStep.OfTime step) {
        ColumnStep.Calendar calendar = step.calendar();
        String seconds = calendar == null ? input : local(input, calendar.zone());
        String day = floor(quotient(seconds, SECONDS_A_DAY));
        String dated = dated(day);
        String mask = graph.cast(dated, FLOAT);
        String safeDay = graph.node("Where", dated, day, zero);
        String second = graph.node(
                "Sub", graph.node("Where", dated, seconds, zero), graph.node("Mul", safeDay, graph.one(SECONDS_A_DAY)));
        String hour = index(floor(quotient(second, 3600)));
        String weekday = index(remainder(graph.node("Add", safeDay, graph.one(3)), 7));
        String month = step.season() ? index(month(safeDay)) : "";
        List<String> parts = new ArrayList<>();
        parts.add(point(hour, 24, mask));
        parts.add(point(weekday, 7, mask));
        if (step.season()) {
            parts.add(point(month, 12, mask));
        }
        parts.add(number(day, step.days()).block());
        if (calendar != null) {
            calendar(calendar, hour, weekday, month, safeDay, mask, parts);
        }
        return new Encoded(graph.beside(parts), "", "");
    }

    /** @param month empty where the season does not count */
    private void calendar(
            ColumnStep.Calendar calendar,
            String hour,
            String weekday,
            String month,
            String day,
            String mask,
            List<String> parts) {
        if (calendar.oneHot()) {
            parts.add(graph.node("Mul", oneHot(hour, 24), mask));
            parts.add(graph.node("Mul", oneHot(weekday, 7), mask));
            if (!month.isEmpty()) {
                parts.add(graph.node("Mul", oneHot(month, 12), mask));
            }
        }
        if (calendar.weekend()) {
            String table = graph.floats(new float[] {0, 0, 0, 0, 0, 1, 1}, 7, 1);
            parts.add(graph.node("Mul", graph.node("Gather", table, weekday), mask));
        }
        if (!calendar.holidays().isEmpty()) {
            double[] days = calendar.holidays().stream()
                    .mapToDouble(one -> LocalDate.parse(one).toEpochDay())
                    .toArray();
            String same = graph.cast(graph.node("Equal", day, graph.doubles(days, 1, days.length)), FLOAT);
            String holiday = graph.node("ReduceMax", List.of(same), graph.numbers("axes", new long[] {1}));
            parts.add(graph.node("Mul", holiday, mask));
        }
    }

    /** By the zone's clock; far from any calendar, and where missing, as it is. */
    private String local(String seconds, String zone) {
        double offset = ZoneId.of(zone).getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        String dated = dated(floor(quotient(seconds, SECONDS_A_DAY)));
        return graph.node("Where", dated, graph.node("Add", seconds, graph.one(offset)), seconds);
    }

    /** Whether there is such a day; NaN is none. */
    private String dated(String day) {
        return graph.node(
                "And",
                graph.node("GreaterOrEqual", day, graph.one(FIRST_DAY)),
                graph.node("LessOrEqual", day, graph.one(LAST_DAY)));
    }

    /** 0 for January, of the days since 1970. */
    private String month(String day) {
        String shifted = graph.node("Add", day, graph.one(719_468));
        String dayOfEra = remainder(shifted, 146_097);
        String yearOfEra = floor(quotient(
                graph.node(
                        "Sub",
                        graph.node(
                                "Add",
                                graph.node("Sub", dayOfEra, floor(quotient(dayOfEra, 1_460))),
                                floor(quotient(dayOfEra, 36_524))),
                        floor(quotient(dayOfEra, 146_096))),
                365));
        String daysBefore = graph.node(
                "Sub",
                graph.node("Add", graph.node("Mul", yearOfEra, graph.one(365)), floor(quotient(yearOfEra, 4))),
                floor(quotient(yearOfEra, 100)));
        String dayOfYear = graph.node("Sub", dayOfEra, daysBefore);
        String sinceMarch =
                floor(quotient(graph.node("Add", graph.node("Mul", dayOfYear, graph.one(5)), graph.one(2)), 153));
        return remainder(graph.node("Add", sinceMarch, graph.one(2)), 12);
    }

    private String point(String index, int steps, String mask) {
        float[] table = new float[2 * steps];
        float[][] circle = ColumnStep.circle(steps);
        for (int i = 0; i < steps; i++) {
            table[2 * i] = circle[i][0];
            table[2 * i + 1] = circle[i][1];
        }
        return graph.node("Mul", graph.node("Gather", graph.floats(table, steps, 2), index), mask);
    }

    private String index(String number) {
        return flat(graph.cast(number, INT64));
    }

    private String quotient(String value, double by) {
        return graph.node("Div", value, graph.one(by));
    }

    private String floor(String value) {
        return graph.node("Floor", value);
    }

    private String remainder(String value, double by) {
        return graph.node("Sub", value, graph.node("Mul", floor(quotient(value, by)), graph.one(by)));
    }
}
