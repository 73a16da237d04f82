package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricSource;

/** Quantiles of the units' sums, of ratings and latencies of their means: the database sorts, and a dozen values a variant leave it, however many units there are. */
final class QuantileQuery {

    private static final String RANKED =
            "select variant, y, row_number() over (partition by variant order by y) as place,"
                    + " count(*) over (partition by variant) as n from (%s) u";

    private final ExperimentMetric metric;
    private final UnitRows rows;

    QuantileQuery(JudgedUnits judged, ExperimentMetric metric) {
        this.metric = metric;
        this.rows = UnitRows.active(judged, metric, List.of(metric.event()));
    }

    /** What is near a quantile and the ends of its interval; places from 1. */
    private record Near(long n, Map<Long, Double> values) {}

    /** Of the units that have any event, by variant. */
    Map<Integer, Sample> run(Connection connection) throws SQLException {
        double quantile = metric.quantile() == null ? Double.NaN : metric.quantile();
        double reach = Sample.WOODRUFF * Math.sqrt(quantile * (1 - quantile));
        String sql = "select variant, n, place, y from (" + ranked() + ") t where " + about(String.valueOf(quantile))
                + " or "
                + about("greatest(0, " + quantile + " - " + reach + " / sqrt(n))") + " or "
                + about("least(1, " + quantile + " + " + reach + " / sqrt(n))");
        Map<Integer, Near> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            rows.bind(select, 1);
            try (ResultSet near = select.executeQuery()) {
                while (near.next()) {
                    long n = near.getLong(2);
                    found.computeIfAbsent(near.getInt(1), any -> new Near(n, new HashMap<>()))
                            .values()
                            .put(near.getLong(3), near.getDouble(4));
                }
            }
        }
        Map<Integer, Sample> samples = new HashMap<>();
        found.forEach((variant, near) -> samples.put(
                variant,
                Sample.quantile(
                        near.n(),
                        quantile,
                        place -> Objects.requireNonNull(near.values().get(place + 1), () -> "no value at " + place))));
        return samples;
    }

    private String ranked() {
        return RANKED.formatted(
                "select x.variant as variant, " + ofUnit() + " as y" + rows.sql() + " group by x.variant, x.unit");
    }

    /** The mean where each row is an answer's latest word: of a unit's latencies too, not their sum. */
    private String ofUnit() {
        String name = rows.event("name");
        String value = rows.event("event_value");
        if (metric.source() == MetricSource.LATENCY) {
            return "sum(case when " + name + " = '" + metric.event() + "' then " + value + " end) / sum(case when "
                    + name + " = '" + ExperimentMetric.TOLD + "' then " + value + " end)";
        }
        return (metric.ofUnitMeans() ? "avg(" : "sum(") + value + ")";
    }

    /** The two values about a share of the ranks, and one more to each side, since databases round otherwise than we do. */
    private static String about(String share) {
        String low = "floor(" + share + " * (n - 1))";
        return "place between " + low + " and " + low + " + 3";
    }
}
