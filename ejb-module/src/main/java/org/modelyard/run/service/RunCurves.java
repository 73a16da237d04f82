package org.modelyard.run.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.run.entity.Run;
import org.modelyard.run.entity.RunMetric;
import org.modelyard.run.entity.RunPoints;
import org.modelyard.run.entity.StoredRuns;
import org.modelyard.run.model.MetricPoint;
import org.modelyard.run.model.PointCursor;

/** The metrics of runs, point by point. */
@Stateless
public class RunCurves {

    private static final int MOST_METRICS = 1_000;

    @Inject
    private StoredRuns runs;

    @Inject
    private RunPoints points;

    @Inject
    private RunPulse pulse;

    @Inject
    private Clock clock;

    /**
     * What became of the points of a call.
     *
     * @param stored those that were not there before
     */
    public record Logged(int received, int stored) {}

    /** A point as others see it. */
    public record Point(double value, long step, Instant at) {

        static Point of(MetricPoint point) {
            return new Point(point.value(), point.step(), Instant.ofEpochMilli(point.atMillis()));
        }
    }

    /**
     * Stores points; one that is there already, by metric, step and time, stays as it is.
     *
     * @throws Refusal.Invalid naming every point that is wrong; then none is stored
     * @throws Refusal.Conflict when the run has ended
     */
    public Logged log(Caller caller, UUID id, List<MetricPoint.Given> given) {
        caller.require(Role.OPERATOR);
        Map<String, List<MetricPoint>> wanted = MetricPoint.checked(given, clock.instant());
        Run run = runs.locked(caller.organisationId(), id).orElseThrow(() -> Runs.missing(id));
        run.goOn();
        Map<String, RunMetric> known = new HashMap<>();
        runs.metrics(run).forEach(metric -> known.put(metric.name(), metric));
        List<RunPoints.Row> rows = new ArrayList<>();
        try {
            for (Map.Entry<String, List<MetricPoint>> asked : wanted.entrySet()) {
                RunMetric metric = known.get(asked.getKey());
                if (metric == null) {
                    metric = RunMetric.of(run, asked.getKey());
                    runs.add(metric);
                    known.put(metric.name(), metric);
                }
                List<MetricPoint> fresh = fresh(metric, asked.getValue());
                metric.take(fresh);
                for (MetricPoint point : fresh) {
                    rows.add(new RunPoints.Row(metric.id(), point));
                }
            }
            if (known.size() > MOST_METRICS) {
                throw new Refusal.Invalid("metrics", "A run has at most " + MOST_METRICS + " metrics.");
            }
            points.insert(rows);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        pulse.beat(run.organisationId());
        return new Logged(given.size(), rows.size());
    }

    private List<MetricPoint> fresh(RunMetric metric, List<MetricPoint> wanted) throws SQLException {
        List<MetricPoint> doubtful = wanted.stream().filter(metric::mayHave).toList();
        if (doubtful.isEmpty()) {
            return wanted;
        }
        Set<MetricPoint.Place> there = points.known(metric.id(), doubtful);
        return wanted.stream().filter(point -> !there.contains(point.place())).toList();
    }

    /**
     * In the order of steps, then of times.
     *
     * @param key of the metric
     * @throws Refusal.NotFound when the run has no such metric
     */
    public Page<Point> points(Caller caller, UUID id, String key, @Nullable Integer limit, @Nullable String cursor) {
        caller.require(Role.VIEWER);
        PageRequest size = PageRequest.of(limit, null);
        MetricPoint.Place after = PointCursor.parse(cursor);
        RunMetric metric = metric(caller, id, key).orElseThrow(() -> new Refusal.NotFound("metric of run " + id, key));
        try {
            List<MetricPoint> found = points.page(metric, after, size.fetch());
            boolean more = found.size() > size.limit();
            List<MetricPoint> shown = more ? found.subList(0, size.limit()) : found;
            return new Page<>(
                    shown.stream().map(Point::of).toList(),
                    more ? PointCursor.after(shown.get(shown.size() - 1).place()) : null);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /**
     * A curve of evenly chosen points, with the first and the latest.
     *
     * @param most points, about
     * @return empty when the run has no such metric
     */
    public List<Point> thinned(Caller caller, UUID id, String key, int most) {
        caller.require(Role.VIEWER);
        Optional<RunMetric> metric = metric(caller, id, key);
        if (metric.isEmpty()) {
            return List.of();
        }
        try {
            long stride = Math.max(1, (metric.get().points() + most - 1) / most);
            List<MetricPoint> chosen = new ArrayList<>(points.every(metric.get(), stride));
            MetricPoint latest = metric.get().latest();
            if (chosen.isEmpty() || !chosen.get(chosen.size() - 1).place().equals(latest.place())) {
                chosen.add(latest);
            }
            return chosen.stream().map(Point::of).toList();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private Optional<RunMetric> metric(Caller caller, UUID id, String key) {
        Run run = runs.byPublicId(caller.organisationId(), id).orElseThrow(() -> Runs.missing(id));
        return runs.metric(run, key);
    }
}
