package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;

/** Adds exposures and events up, variant by variant: what the statistics need, and no more leaves the database. */
public class ExperimentSums {

    private static final String EXPOSED = " from experiment_exposure x left join experiment_event v"
            + " on v.experiment_id = x.experiment_id and v.unit = x.unit and v.name in (?, ?)"
            + " and v.at_millis >= x.at_millis and v.at_millis < x.at_millis + ?"
            + " where x.experiment_id = ? and x.variant >= 0 and x.at_millis <= ? group by x.variant, x.unit";

    private static final String BY_UNIT = "select x.variant as variant, count(v.event_id) as events,"
            + " count(case when v.name = ? then 1 end) as ys, count(case when v.name = ? then 1 end) as ds,"
            + " coalesce(sum(case when v.name = ? then v.event_value end), 0) as y,"
            + " coalesce(sum(case when v.name = ? then v.event_value end), 0) as d" + EXPOSED;

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExperimentSums(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Units by variant, -1 for held out. */
    public Map<Integer, Long> units(long experiment) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement(
                        "select variant, count(*) from experiment_exposure where experiment_id = ? group by variant")) {
            select.setLong(1, experiment);
            Map<Integer, Long> units = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    units.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return units;
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

    /** What each variant's units have yielded within the window after their assignment, of those assigned up to a time. */
    public Map<Integer, Sample> samples(long experiment, ExperimentMetric metric, long windowMillis, long upToMillis)
            throws SQLException {
        return metric.kind() == MetricKind.QUANTILE
                ? quantiles(experiment, metric, windowMillis, upToMillis)
                : sums(experiment, metric, windowMillis, upToMillis);
    }

    private Map<Integer, Sample> sums(long experiment, ExperimentMetric metric, long windowMillis, long upToMillis)
            throws SQLException {
        String sql = "select variant, count(*), sum(y), sum(d), sum(y * y), sum(d * d), sum(y * d),"
                + " sum(case when ys > 0 then 1 else 0 end), sum(case when ds > 0 then 1 else 0 end)"
                + " from (" + BY_UNIT + ") u group by variant";
        try (PreparedStatement select = prepared(sql, experiment, metric, windowMillis, upToMillis)) {
            Map<Integer, Sample> samples = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Sums sums = new Sums(
                            rows.getLong(2),
                            rows.getDouble(3),
                            rows.getDouble(4),
                            rows.getDouble(5),
                            rows.getDouble(6),
                            rows.getDouble(7));
                    samples.put(
                            rows.getInt(1),
                            switch (metric.kind()) {
                                case PROPORTION -> Sample.proportion(rows.getLong(8), sums.n());
                                case RATIO -> Sample.ratio(sums).withActive(Math.min(rows.getLong(8), rows.getLong(9)));
                                default ->
                                    Sample.mean(sums.n(), sums.sumY(), sums.sumYY())
                                            .withActive(rows.getLong(8));
                            });
                }
            }
            return samples;
        }
    }

    private Map<Integer, Sample> quantiles(long experiment, ExperimentMetric metric, long windowMillis, long upToMillis)
            throws SQLException {
        double quantile = metric.quantile() == null ? Double.NaN : metric.quantile();
        Map<Integer, DoubleStream.Builder> values = new HashMap<>();
        try (PreparedStatement select = prepared(
                "select variant, " + (metric.source() == MetricSource.LATENCY ? "y / d" : "y") + " from (" + BY_UNIT
                        + ") u where events > 0",
                experiment,
                metric,
                windowMillis,
                upToMillis)) {
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.computeIfAbsent(rows.getInt(1), any -> DoubleStream.builder())
                            .add(rows.getDouble(2));
                }
            }
        }
        Map<Integer, Sample> samples = new HashMap<>();
        values.forEach((variant, all) ->
                samples.put(variant, Sample.quantile(all.build().toArray(), quantile)));
        return samples;
    }

    private PreparedStatement prepared(
            String sql, long experiment, ExperimentMetric metric, long windowMillis, long upToMillis)
            throws SQLException {
        String below = metric.denominator() == null ? metric.event() : metric.denominator();
        PreparedStatement select = transaction
                .get()
                .prepareStatement(sql.replace(ExperimentSources.EVENTS, ExperimentSources.of(metric, experiment)));
        int at = 1;
        for (String name : Arrays.asList(metric.event(), below, metric.event(), below, metric.event(), below)) {
            select.setString(at++, name);
        }
        select.setLong(at++, windowMillis);
        select.setLong(at++, experiment);
        select.setLong(at, upToMillis);
        return select;
    }
}
