package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSums;
import org.modelyard.experiment.model.OffPolicyReading;

/** Adds exposures and events up, variant by variant: what the statistics need, and no more leaves the database. */
public class ExperimentSums {

    /** More than there are buckets. */
    private static final long PROPENSITIES = 100_000;

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExperimentSums(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /**
     * Sums of one metric over the units of a variant that have a key.
     *
     * @param metric its place among those that were asked for
     * @param key a step, or a segment's place
     */
    public record Tally(int metric, int variant, long key, MetricSums sums) {}

    /** Units of a variant, -1 for held out, that were assigned in a step. */
    public record Assigned(int variant, long step, long units) {}

    /** Units by variant, -1 for held out. */
    public Map<Integer, Long> units(long experiment) throws SQLException {
        Map<Integer, Long> units = new HashMap<>();
        assigned(experiment, 0, Long.MAX_VALUE).forEach(one -> units.put(one.variant(), one.units()));
        return units;
    }

    /** Units by variant and step; none in a step is no row. */
    public List<Assigned> assigned(long experiment, long fromMillis, long stepMillis) throws SQLException {
        String sql = "select variant, told, count(*) from (select x.variant as variant, " + step(fromMillis, stepMillis)
                + " as told from experiment_exposure x where x.experiment_id = ?) u group by variant, told";
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            select.setLong(1, experiment);
            List<Assigned> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Assigned(rows.getInt(1), rows.getLong(2), rows.getLong(3)));
                }
            }
            return all;
        }
    }

    /** Units in a variant that were assigned after that time. */
    public long after(long experiment, long millis) throws SQLException {
        return number(
                        "select count(*) from experiment_exposure where experiment_id = ? and variant >= 0 and at_millis > ?",
                        experiment,
                        millis)
                .orElse(0);
    }

    /**
     * When the so many-th unit was assigned to a variant, in milliseconds since 1970.
     *
     * @param unit from 1
     * @return empty while there are fewer
     */
    public OptionalLong assignedAt(long experiment, long unit) throws SQLException {
        return number(
                "select at_millis from experiment_exposure where experiment_id = ? and variant >= 0"
                        + " order by at_millis, unit limit 1 offset ?",
                experiment,
                unit - 1);
    }

    private OptionalLong number(String sql, long experiment, long value) throws SQLException {
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            select.setLong(1, experiment);
            select.setLong(2, value);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * What each variant's units have yielded, step by step of their assignment: one pass for all metrics of events, and one for
     * each other.
     *
     * @param metrics no quantiles
     */
    public List<Tally> tallies(JudgedUnits judged, List<ExperimentMetric> metrics, long fromMillis, long stepMillis)
            throws SQLException {
        MetricQuery.Key key = new MetricQuery.Key(step(fromMillis, stepMillis), List.of());
        List<Tally> all = new ArrayList<>();
        for (List<Integer> places : MetricQuery.together(metrics)) {
            List<ExperimentMetric> some = places.stream().map(metrics::get).toList();
            new MetricQuery(judged, some)
                    .run(transaction.get(), key)
                    .forEach(one -> all.add(new Tally(places.get(one.metric()), one.variant(), one.key(), one.sums())));
        }
        return all;
    }

    /** What each variant's units have yielded within the window after their assignment, of those assigned up to a time. */
    public Map<Integer, Sample> samples(long experiment, ExperimentMetric metric, long windowMillis, long upToMillis)
            throws SQLException {
        JudgedUnits judged = new JudgedUnits(experiment, windowMillis, upToMillis);
        if (metric.kind() == MetricKind.QUANTILE) {
            return new QuantileQuery(judged, metric).run(transaction.get());
        }
        Map<Integer, Sample> samples = new HashMap<>();
        new MetricQuery(judged, List.of(metric))
                .run(transaction.get(), MetricQuery.Key.NONE)
                .forEach(one -> samples.put(one.variant(), one.sums().sample(metric.kind())));
        return samples;
    }

    /**
     * The values of a segment that most units have, most first; units without one are not counted.
     *
     * @param place of the attribute in the plan
     */
    public List<String> segmentValues(long experiment, int place, int most) throws SQLException {
        String column = column(place);
        String sql = "select " + column
                + ", count(*) from experiment_exposure where experiment_id = ? and variant >= 0 and " + column
                + " is not null group by " + column + " order by count(*) desc, " + column + " limit ?";
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            select.setLong(1, experiment);
            select.setInt(2, most);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    /**
     * What each variant's units have yielded, segment by segment.
     *
     * @param values of the attribute that are told apart
     * @return keys are places in the values, their number for all others, and -1 for units without one
     */
    public List<Tally> bySegment(JudgedUnits judged, ExperimentMetric metric, int place, List<String> values)
            throws SQLException {
        StringBuilder key = new StringBuilder("case when x." + column(place) + " is null then -1");
        for (int i = 0; i < values.size(); i++) {
            key.append(" when x.").append(column(place)).append(" = ? then ").append(i);
        }
        key.append(" else ").append(values.size()).append(" end");
        return new MetricQuery(judged, List.of(metric))
                .run(transaction.get(), new MetricQuery.Key(key.toString(), values));
    }

    /**
     * What each variant's units have yielded, by the round in which they were assigned and the propensity that was logged.
     *
     * @param shares of the variants, in buckets: the propensities where shares are fixed
     */
    public List<OffPolicyReading.Logged> logged(JudgedUnits judged, ExperimentMetric metric, int[] shares)
            throws SQLException {
        String key = "coalesce(x.round_number, 0) * " + PROPENSITIES + " + coalesce(x.propensity, 0)";
        return new MetricQuery(judged, List.of(metric))
                .run(transaction.get(), new MetricQuery.Key(key, List.of())).stream()
                        .map(one -> new OffPolicyReading.Logged(
                                (int) (one.key() / PROPENSITIES),
                                one.variant(),
                                one.key() == 0 ? shares[one.variant()] : (int) (one.key() % PROPENSITIES),
                                OffPolicyReading.reward(metric, one.sums())))
                        .toList();
    }

    /**
     * How far the judged units of a variant came, all within their windows.
     *
     * @param active with any event; where the metric is of answers, with any of those
     * @param converted with the metric's event
     */
    public record Funnel(int variant, long judged, long active, long converted) {}

    /** Of each variant that has judged units. */
    public List<Funnel> funnel(JudgedUnits judged, ExperimentMetric metric) throws SQLException {
        UnitRows units = new UnitRows(judged, metric, List.of());
        String sql = "select variant, count(*), sum(case when events > 0 then 1 else 0 end),"
                + " sum(case when wanted > 0 then 1 else 0 end) from (select x.variant as variant,"
                + " sum(" + units.event("yielded") + ") as events, count(case when " + units.event("name")
                + " = ? then 1 end) as wanted" + units.sql()
                + " group by x.variant, x.unit) u group by variant order by variant";
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            select.setString(1, metric.event());
            units.bind(select, 2);
            List<Funnel> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Funnel(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
            }
            return all;
        }
    }

    private static String column(int place) {
        if (place < 0 || place >= org.modelyard.experiment.model.KnownBefore.MOST_SEGMENTS) {
            throw new IllegalArgumentException("segment " + place);
        }
        return "segment_" + place;
    }

    /** Whole numbers of our own, no text of anybody's. */
    private static String step(long fromMillis, long stepMillis) {
        return "floor((x.at_millis - " + fromMillis + ") / " + stepMillis + ")";
    }
}
