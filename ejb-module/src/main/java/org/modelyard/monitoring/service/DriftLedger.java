package org.modelyard.monitoring.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.monitoring.entity.DriftCheck;
import org.modelyard.monitoring.entity.StoredDriftChecks;
import org.modelyard.monitoring.entity.StoredDriftReport;
import org.modelyard.monitoring.entity.StoredDriftReports;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.monitoring.model.SeverityPolicy;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.ServedTraffic;
import org.modelyard.serving.service.WatchedDeployment;

/** The server's own steps with drift checks, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DriftLedger implements WorkQueue {

    @Inject
    private StoredDriftChecks checks;

    @Inject
    private StoredDriftReports reports;

    @Inject
    private ServedTraffic traffic;

    @Inject
    private Alerts alerts;

    @Inject
    private Event<DriftReported> reported;

    @Inject
    private Clock clock;

    @Override
    public List<WaitingWork> waiting() {
        return checks.unclaimedSince(clock.instant().minus(PATIENCE), MOST_AT_ONCE).stream()
                .map(WaitingWork::of)
                .toList();
    }

    @Override
    public boolean claim(UUID id) {
        return checks.locked(id)
                .map(check -> check.claim(clock.instant(), PATIENCE))
                .orElse(false);
    }

    /**
     * Its job is at work.
     *
     * @return empty when it is complete already
     */
    public Optional<DriftTask> begin(UUID id, long execution) {
        DriftCheck check = locked(id);
        if (!check.run(execution, clock.instant())) {
            return Optional.empty();
        }
        WatchedDeployment deployment = traffic.deployment(check.deploymentId())
                .orElseThrow(() -> new Refusal.NotFound("deployment", Long.toString(check.deploymentId())));
        return Optional.of(new DriftTask(id, check.window(), deployment));
    }

    /** Report, alert and the end of the check in one; a second report of the same check is not kept. */
    public void report(DriftTask task, DriftFinding found) {
        DriftCheck check = locked(task.check());
        Severity severity = SeverityPolicy.withDefaults().of(found.report()).orElse(null);
        StoredDriftReport report = StoredDriftReport.of(
                check,
                new StoredDriftReport.Subject(
                        task.deployment().publicId(), task.deployment().version()),
                found.since(),
                found.report(),
                severity,
                clock.instant());
        if (!check.complete(report.publicId(), clock.instant())) {
            return;
        }
        reports.add(report, found.charts());
        if (severity != null) {
            DriftAlert alert = DriftAlert.of(task, report.publicId(), found.report());
            alerts.raise(
                    check.organisationId(), severity, DriftAlert.KIND, alert.subject(), alert.title(), alert.detail());
        }
        reported.fire(new DriftReported(report.publicId(), check.organisationId()));
    }

    public void fail(UUID id, String problem) {
        locked(id).fail(problem, clock.instant());
    }

    private DriftCheck locked(UUID id) {
        return checks.locked(id).orElseThrow(() -> new Refusal.NotFound("drift check", id.toString()));
    }
}
