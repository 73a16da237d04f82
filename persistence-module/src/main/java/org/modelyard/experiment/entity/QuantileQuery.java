package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricSource;

/** Quantiles of the units' sums, of ratings and latencies of their means: the database sorts, and a dozen values a variant leave it, however many units there are. */
final class QuantileQuery {

    private static final String BY_UNIT = "select x.variant as variant, %s as y" + JudgedUnits.JOINED
            + " and v.name in (?, ?)" + JudgedUnits.WHERE + " and v.event_id is not null group by x.variant, x.unit";

    private static final String RANKED =
            "select variant, y, row_number() over (partition by variant order by y) as place,"
                    + " count(*) over (partition by variant) as n from (" + BY_UNIT + ") u";

    private static final String SUM = "sum(v.event_value)";

    /** Each row is an answer's latest word. */
    private static final String MEAN = "avg(v.event_value)";

    /** A unit's latency is the mean of its answers', not their sum. */
    private static final String PER_ANSWER = "sum(case when v.name = '%s' then v.event_value end)"
            + " / sum(case when v.name = '" + ExperimentMetric.TOLD + "' then v.event_value end)";

    private final JudgedUnits judged;
    private final ExperimentMetric metric;

    QuantileQuery(JudgedUnits judged, ExperimentMetric metric) {
        this.judged = judged;
        this.metric = metric;
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
            int at = judged.bindWindow(select, 1);
            select.setString(at, metric.event());
            select.setString(at + 1, perAnswer() ? ExperimentMetric.TOLD : metric.event());
            judged.bindUnits(select, at + 2);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long n = rows.getLong(2);
                    found.computeIfAbsent(rows.getInt(1), any -> new Near(n, new HashMap<>()))
                            .values()
                            .put(rows.getLong(3), rows.getDouble(4));
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
        String sumOrMean = metric.ofUnitMeans() ? MEAN : SUM;
        return RANKED.formatted(perAnswer() ? PER_ANSWER.formatted(metric.event()) : sumOrMean)
                .replace(ExperimentSources.EVENTS, ExperimentSources.of(metric, judged));
    }

    private boolean perAnswer() {
        return metric.source() == MetricSource.LATENCY;
    }

    /** The two values about a share of the ranks, and one more to each side, since databases round otherwise than we do. */
    private static String about(String share) {
        String low = "floor(" + share + " * (n - 1))";
        return "place between " + low + " and " + low + " + 3";
    }
}
