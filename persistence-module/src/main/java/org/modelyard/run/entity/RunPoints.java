package org.modelyard.run.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.function.Supplier;
import org.modelyard.run.model.MetricPoint;

/** The points of all metrics, by statements on the transaction's own connection: rows without a life of their own. */
public class RunPoints {

    private static final String COLUMNS = "insert into run_point (metric_id, step, at_millis, metric_value) values ";
    private static final String ROW = "(?,?,?,?)";

    /** Of one statement. */
    private static final int ROWS = 250;

    private static final String ORDER = " order by step, at_millis";

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public RunPoints(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** A point and the metric that it belongs to. */
    public record Row(long metric, MetricPoint point) {}

    /** @param rows none of which is there */
    public void insert(List<Row> rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += ROWS) {
            insertTogether(rows.subList(from, Math.min(from + ROWS, rows.size())));
        }
    }

    private void insertTogether(List<Row> rows) throws SQLException {
        try (PreparedStatement insert =
                transaction.get().prepareStatement(COLUMNS + ROW + ("," + ROW).repeat(rows.size() - 1))) {
            int at = 1;
            for (Row row : rows) {
                insert.setLong(at++, row.metric());
                insert.setLong(at++, row.point().step());
                insert.setLong(at++, row.point().atMillis());
                insert.setDouble(at++, row.point().value());
            }
            insert.executeUpdate();
        }
    }

    /** Those of the metric's points that lie at the steps of the given ones, and between their times. */
    public Set<MetricPoint.Place> known(long metric, List<MetricPoint> points) throws SQLException {
        Set<MetricPoint.Place> known = new HashSet<>();
        for (int from = 0; from < points.size(); from += ROWS) {
            known.addAll(knownTogether(metric, points.subList(from, Math.min(from + ROWS, points.size()))));
        }
        return known;
    }

    private Set<MetricPoint.Place> knownTogether(long metric, List<MetricPoint> points) throws SQLException {
        String sql = "select step, at_millis from run_point where metric_id = ? and at_millis between ? and ?"
                + " and step in (?" + ",?".repeat(points.size() - 1) + ")";
        LongSummaryStatistics times =
                points.stream().mapToLong(MetricPoint::atMillis).summaryStatistics();
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            int at = 1;
            select.setLong(at++, metric);
            select.setLong(at++, times.getMin());
            select.setLong(at++, times.getMax());
            for (MetricPoint point : points) {
                select.setLong(at++, point.step());
            }
            Set<MetricPoint.Place> known = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(new MetricPoint.Place(rows.getLong(1), rows.getLong(2)));
                }
            }
            return known;
        }
    }

    /** In the order of steps and times, behind a place. */
    public List<MetricPoint> page(RunMetric metric, MetricPoint.Place after, int most) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select step, at_millis, metric_value from run_point where metric_id = ?"
                        + " and (step > ? or (step = ? and at_millis > ?))" + ORDER + " limit ?")) {
            select.setLong(1, metric.id());
            select.setLong(2, after.step());
            select.setLong(3, after.step());
            select.setLong(4, after.atMillis());
            select.setInt(5, most);
            return points(metric, select);
        }
    }

    /** Every so many of them, in the order of steps and times, from the first on; the latest is not always among them. */
    public List<MetricPoint> every(RunMetric metric, long stride) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select step, at_millis, metric_value from (select step, at_millis, metric_value,"
                        + " row_number() over (" + ORDER.strip() + ") as place from run_point where metric_id = ?) p"
                        + " where mod(place - 1, ?) = 0" + ORDER)) {
            select.setLong(1, metric.id());
            select.setLong(2, stride);
            return points(metric, select);
        }
    }

    private static List<MetricPoint> points(RunMetric metric, PreparedStatement select) throws SQLException {
        List<MetricPoint> points = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                points.add(new MetricPoint(metric.name(), rows.getDouble(3), rows.getLong(1), rows.getLong(2)));
            }
        }
        return points;
    }
}
