package org.modelyard.run.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.List;
import org.modelyard.platform.model.Refusal;
import org.modelyard.run.model.MetricPoint;

/** A metric of a run: how many points it has and which is the latest, by step and then by time. */
@Entity
@Table(name = "run_metric")
public class RunMetric {

    private static final long MOST = 1_000_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_metric_seq")
    @SequenceGenerator(name = "run_metric_seq", sequenceName = "run_metric_seq", allocationSize = 50)
    private long id;

    @Column(name = "run_id")
    private long runId;

    private String name;

    private long points;

    @Column(name = "latest_step")
    private long latestStep;

    @Column(name = "latest_at_millis")
    private long latestAtMillis;

    @Column(name = "latest_value")
    private double latestValue;

    @SuppressWarnings("NullAway.Init")
    protected RunMetric() {}

    private RunMetric(Run run, String name) {
        this.runId = run.id();
        this.name = name;
    }

    /** Without a point; to be persisted only with its first. */
    public static RunMetric of(Run run, String name) {
        return new RunMetric(run, name);
    }

    /**
     * @param stored points that it did not have
     * @throws Refusal.Conflict when it would have too many
     */
    public void take(List<MetricPoint> stored) {
        if (points + stored.size() > MOST) {
            throw new Refusal.Conflict("The metric '" + name + "' has " + points + " points; at most " + MOST
                    + " are kept. Send it less often.");
        }
        for (MetricPoint point : stored) {
            if (points == 0 || isBehindLatest(point)) {
                latestStep = point.step();
                latestAtMillis = point.atMillis();
                latestValue = point.value();
            }
            points++;
        }
    }

    /** Whether a point may be there already: it may not when it lies behind the latest. */
    public boolean mayHave(MetricPoint point) {
        return points > 0 && !isBehindLatest(point);
    }

    private boolean isBehindLatest(MetricPoint point) {
        return point.step() > latestStep || (point.step() == latestStep && point.atMillis() > latestAtMillis);
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long points() {
        return points;
    }

    public MetricPoint latest() {
        return new MetricPoint(name, latestValue, latestStep, latestAtMillis);
    }
}
