package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.MetricSums;

/** Adds up several metrics in one pass over the units and the events that they want: a row a variant and key leaves the database. */
final class MetricQuery {

    /** Columns that {@link #sums} reads of each metric. */
    private static final int COLUMNS = 13;

    private final List<ExperimentMetric> metrics;
    private final List<String> names;
    private final UnitRows rows;

    /** @param metrics of sums: no quantiles, and of one source, see {@link #together} */
    MetricQuery(JudgedUnits judged, List<ExperimentMetric> metrics) {
        this.metrics = metrics;
        this.names = metrics.stream()
                .flatMap(one -> Stream.of(one.event(), below(one)))
                .distinct()
                .toList();
        if (metrics.isEmpty() || metrics.stream().anyMatch(one -> one.kind() == MetricKind.QUANTILE)) {
            throw new IllegalArgumentException("sums tell nothing of " + metrics);
        }
        this.rows = new UnitRows(judged, metrics.get(0), names);
    }

    /** Places of the metrics that can be read in one pass: all of events, and each other one alone. */
    static List<List<Integer>> together(List<ExperimentMetric> metrics) {
        List<Integer> events = new ArrayList<>();
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).source() == MetricSource.EVENTS) {
                events.add(i);
            } else {
                all.add(List.of(i));
            }
        }
        if (!events.isEmpty()) {
            all.add(0, events);
        }
        return all;
    }

    /**
     * By what units are told apart besides their variant.
     *
     * @param sql a whole number of an exposure x
     * @param parameters of it, in their order
     */
    record Key(String sql, List<String> parameters) {

        static final Key NONE = new Key("0", List.of());
    }

    List<ExperimentSums.Tally> run(Connection connection, Key key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql(key))) {
            int at = 1;
            for (String parameter : key.parameters()) {
                select.setString(at++, parameter);
            }
            for (String name : names) {
                select.setString(at++, name);
                select.setString(at++, name);
            }
            rows.bind(select, at);
            List<ExperimentSums.Tally> tallies = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    for (int m = 0; m < metrics.size(); m++) {
                        tallies.add(new ExperimentSums.Tally(
                                m, found.getInt(1), found.getLong(2), sums(found, found.getLong(3), 4 + m * COLUMNS)));
                    }
                }
            }
            return tallies;
        }
    }

    private static MetricSums sums(ResultSet rows, long units, int at) throws SQLException {
        return new MetricSums(
                new Sums(
                        units,
                        rows.getDouble(at),
                        rows.getDouble(at + 1),
                        rows.getDouble(at + 2),
                        rows.getDouble(at + 3),
                        rows.getDouble(at + 4)),
                rows.getLong(at + 5),
                rows.getLong(at + 6),
                new Sums(
                        rows.getLong(at + 7),
                        rows.getDouble(at + 8),
                        rows.getDouble(at + 9),
                        rows.getDouble(at + 10),
                        rows.getDouble(at + 11),
                        rows.getDouble(at + 12)));
    }

    private String sql(Key key) {
        StringBuilder inner = new StringBuilder("select x.variant as variant, ")
                .append(key.sql())
                .append(" as told, x.covariate as b");
        for (int n = 0; n < names.size(); n++) {
            inner.append(", coalesce(sum(case when ")
                    .append(rows.event("name"))
                    .append(" = ? then ")
                    .append(rows.event("event_value"))
                    .append(" end), 0) as y")
                    .append(n)
                    .append(", count(case when ")
                    .append(rows.event("name"))
                    .append(" = ? then 1 end) as c")
                    .append(n);
        }
        inner.append(rows.sql())
                .append(" group by x.variant, x.unit, x.at_millis, x.covariate, x.round_number, x.propensity,"
                        + " x.segment_0, x.segment_1, x.segment_2, x.segment_3, x.segment_4");
        StringBuilder outer = new StringBuilder("select variant, told, count(*)");
        for (ExperimentMetric metric : metrics) {
            outer.append(columns(names.indexOf(metric.event()), names.indexOf(below(metric))));
        }
        return outer.append(" from (")
                .append(inner)
                .append(") u group by variant, told")
                .toString();
    }

    private static String columns(int above, int under) {
        String y = "y" + above;
        String d = "y" + under;
        return ", sum(" + y + "), sum(" + d + "), sum(" + y + " * " + y + "), sum(" + d + " * " + d + "), sum(" + y
                + " * " + d
                + "), sum(case when c" + above + " > 0 then 1 else 0 end), sum(case when c" + under
                + " > 0 then 1 else 0 end), count(b), coalesce(sum(case when b is not null then " + y
                + " end), 0), coalesce(sum(b), 0), coalesce(sum(case when b is not null then " + y + " * " + y
                + " end), 0), coalesce(sum(b * b), 0), coalesce(sum(b * " + y + "), 0)";
    }

    private static String below(ExperimentMetric metric) {
        String denominator = metric.denominator();
        return denominator == null ? metric.event() : denominator;
    }
}
