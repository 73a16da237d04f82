package org.modelyard.monitoring.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
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
public class DriftLedger extends WorkLedger<DriftCheck> {

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
    protected QueuedWorks<DriftCheck> works() {
        return checks;
    }

    @Override
    protected String called() {
        return "drift check";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /**
     * Its job is at work.
     *
     * @return empty when it is complete already
     */
    public Optional<DriftTask> begin(UUID id, long execution) {
        DriftCheck check = changing(id);
        if (!check.run(execution, now())) {
            return Optional.empty();
        }
        WatchedDeployment deployment = traffic.deployment(check.deploymentId())
                .orElseThrow(() -> new Refusal.NotFound("deployment", Long.toString(check.deploymentId())));
        return Optional.of(new DriftTask(id, check.window(), deployment));
    }

    /** Report, alert and the end of the check in one; a second report of the same check is not kept. */
    public void report(DriftTask task, DriftFinding found) {
        DriftCheck check = changing(task.check());
        Severity severity = SeverityPolicy.withDefaults().of(found.report()).orElse(null);
        StoredDriftReport report = StoredDriftReport.of(
                check,
                new StoredDriftReport.Subject(
                        task.deployment().publicId(), task.deployment().version()),
                found.since(),
                found.report(),
                severity,
                now());
        if (!check.complete(report.publicId(), now())) {
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
}
