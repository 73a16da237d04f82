package org.modelyard.monitoring.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.monitoring.entity.StoredAlerts;
import org.modelyard.monitoring.entity.StoredDriftReport;
import org.modelyard.monitoring.entity.StoredDriftReports;
import org.modelyard.monitoring.model.Health;
import org.modelyard.monitoring.model.HealthFacts;
import org.modelyard.monitoring.model.HealthRules;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.ServedTraffic;
import org.modelyard.serving.service.WatchedDeployment;

/**
 * Gathers what is known of a model and has it judged. Where it serves in production, only that counts: an idle staging
 * says nothing about it.
 */
@Stateless
public class HealthReports {

    private static final Duration PERIOD = Duration.ofHours(24);
    private static final String PRODUCTION = "production";
    private static final String ACCURACY = "accuracy";
    /** A report older than this many pauses of the timer says nothing of today. */
    private static final int MISSED_CHECKS = 3;

    @Inject
    private ServedTraffic traffic;

    @Inject
    private StoredDriftReports reports;

    @Inject
    private StoredAlerts alerts;

    @Inject
    private Registry registry;

    @Inject
    private MonitoringSettings settings;

    @Inject
    private Clock clock;

    /** @throws Refusal.NotFound when there is no such model */
    public HealthReportView of(Caller caller, String model) {
        caller.require(Role.VIEWER);
        registry.model(caller, model);
        List<WatchedDeployment> watched = watched(traffic.active(caller.organisationId(), model));
        Health health = HealthRules.judge(facts(caller, model, watched));
        return new HealthReportView(
                model,
                health.status(),
                health.score(),
                health.findings(),
                watched.stream().map(WatchedDeployment::environment).toList(),
                clock.instant());
    }

    private static List<WatchedDeployment> watched(List<WatchedDeployment> active) {
        List<WatchedDeployment> production = active.stream()
                .filter(deployment -> deployment.environment().equals(PRODUCTION))
                .toList();
        return production.isEmpty() ? active : production;
    }

    private HealthFacts facts(Caller caller, String model, List<WatchedDeployment> watched) {
        Instant now = clock.instant();
        Instant since = now.minus(PERIOD);
        List<ServedTraffic.Volume> volumes = watched.stream()
                .map(deployment -> traffic.volume(deployment, since, now))
                .toList();
        Optional<WatchedDeployment> main = watched.stream().findFirst();
        Optional<ServedTraffic.Judgement> judged = main.map(deployment -> traffic.judgement(deployment, since));
        return new HealthFacts(
                watched.size(),
                volumes.stream().mapToLong(ServedTraffic.Volume::requests).sum(),
                volumes.stream().mapToLong(ServedTraffic.Volume::errors).sum(),
                drift(watched, now),
                open(caller, model, Severity.CRITICAL),
                open(caller, model, Severity.WARNING),
                judged.map(ServedTraffic.Judgement::judged).orElse(0L),
                judged.map(ServedTraffic.Judgement::correct).orElse(0L),
                main.map(deployment -> registry.version(caller, deployment.versionId())
                                .metrics()
                                .get(ACCURACY))
                        .orElse(null));
    }

    private long open(Caller caller, String model, Severity severity) {
        return alerts.open(
                caller.organisationId(), List.of("model/" + model, AlertNeeded.SERVER), DriftAlert.KIND, severity);
    }

    /** The worst of the deployments' last reports; null when one that did not drift has none of late. */
    private HealthFacts.@Nullable LastDrift drift(List<WatchedDeployment> watched, Instant now) {
        Duration fresh = settings.driftEvery().multipliedBy(MISSED_CHECKS);
        Instant oldest = now.minus(fresh.compareTo(PERIOD) < 0 ? PERIOD : fresh);
        List<StoredDriftReport> last = watched.stream()
                .map(deployment -> reports.lastOf(deployment.id()))
                .flatMap(Optional::stream)
                .filter(report -> report.createdAt().isAfter(oldest))
                .toList();
        Optional<StoredDriftReport> drifted = last.stream()
                .filter(report -> report.severity() != null)
                .max(Comparator.comparing(report -> Objects.requireNonNull(report.severity())));
        if (drifted.isPresent()) {
            return drifted.map(HealthReports::said).orElseThrow();
        }
        if (last.size() < watched.size() || last.isEmpty()) {
            return null;
        }
        return last.stream()
                .filter(report -> !report.verdict().equals("STABLE"))
                .findFirst()
                .or(() -> last.stream().findFirst())
                .map(HealthReports::said)
                .orElse(null);
    }

    private static HealthFacts.LastDrift said(StoredDriftReport report) {
        return new HealthFacts.LastDrift(report.verdict(), report.severity(), report.windowRows());
    }
}
