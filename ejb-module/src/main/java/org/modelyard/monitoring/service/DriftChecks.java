package org.modelyard.monitoring.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.monitoring.entity.DriftCheck;
import org.modelyard.monitoring.entity.StoredDriftChecks;
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.ServedTraffic;
import org.modelyard.serving.service.WatchedDeployment;

/** Asks for drift checks. What is asked for here is carried out by the batch job {@code drift-check}. */
@Stateless
public class DriftChecks {

    private static final String PRODUCTION = "production";

    @Inject
    private StoredDriftChecks checks;

    @Inject
    private DriftReports reports;

    @Inject
    private Registry registry;

    @Inject
    private ServedTraffic traffic;

    @Inject
    private DriftAnnouncement announcement;

    @Inject
    private MonitoringSettings settings;

    @Inject
    private Clock clock;

    /**
     * What to check.
     *
     * @param environment null for the one where the model serves, production if there are several
     * @param since null for the configured window; taken down to the whole hour
     * @param lastInferences null for all hours since; else whole hours back until they hold so many rows
     */
    public record NewCheck(
            String model, @Nullable String environment, @Nullable Instant since, @Nullable Long lastInferences) {}

    /**
     * QUEUED; its job starts after the commit.
     *
     * @throws Refusal.Conflict when nothing serves there
     */
    public DriftCheckView request(Caller caller, NewCheck command, CheckTrigger trigger) {
        caller.require(Role.OPERATOR);
        DriftCheck check = added(caller, command, trigger);
        announcement.queued(check);
        return DriftCheckView.of(check, null);
    }

    /** For a job that is being submitted: the check is claimed for it. */
    public DriftCheckView requestClaimed(Caller caller, NewCheck command) {
        caller.require(Role.OPERATOR);
        DriftCheck check = added(caller, command, CheckTrigger.REST);
        check.claim(clock.instant(), WorkQueue.PATIENCE);
        return DriftCheckView.of(check, null);
    }

    private DriftCheck added(Caller caller, NewCheck command, CheckTrigger trigger) {
        registry.model(caller, command.model());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DriftCheck.Window window = window(command, now);
        WatchedDeployment deployment = deployment(caller, command);
        DriftCheck check = DriftCheck.queue(
                new DriftCheck.Subject(
                        caller.organisationId(), deployment.model(), deployment.environment(), deployment.id()),
                window,
                trigger,
                caller.actor(),
                now);
        checks.add(check);
        announcement.made(caller, check);
        return check;
    }

    /** With its report when it is complete. */
    public DriftCheckView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        DriftCheck check = checks.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("drift check", id.toString()));
        UUID report = check.reportId();
        return DriftCheckView.of(check, report == null ? null : reports.get(caller, report, false));
    }

    /**
     * For the timer: one check of the deployment with the configured window, unless it asked for one lately.
     *
     * @return whether there is a new check
     */
    public boolean requestTimed(WatchedDeployment deployment) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // a little early is well: the timer itself is late by up to its own pause
        Duration pause = settings.driftEvery().multipliedBy(19).dividedBy(20);
        if (checks.timedSince(deployment.id(), now.minus(pause))) {
            return false;
        }
        Caller caller = Caller.server(deployment.organisationId());
        request(caller, new NewCheck(deployment.model(), deployment.environment(), null, null), CheckTrigger.TIMER);
        return true;
    }

    private DriftCheck.Window window(NewCheck command, Instant now) {
        Instant kept = now.minus(settings.histograms());
        Instant since = command.since();
        Long rows = command.lastInferences();
        if (since != null && rows != null) {
            throw new Refusal.Invalid("lastInferences", "Give since or lastInferences, not both.");
        }
        if (rows != null) {
            if (rows < 1) {
                throw new Refusal.Invalid("lastInferences", "lastInferences must be at least 1.");
            }
            return new DriftCheck.Window(kept.truncatedTo(ChronoUnit.HOURS), now, rows);
        }
        if (since == null) {
            return new DriftCheck.Window(now.minus(settings.driftWindow()).truncatedTo(ChronoUnit.HOURS), now, null);
        }
        if (!since.isBefore(now) || since.isBefore(kept)) {
            throw new Refusal.Invalid(
                    "since", "since must lie in the past, and at most " + settings.histograms() + " back.");
        }
        return new DriftCheck.Window(since.truncatedTo(ChronoUnit.HOURS), now, null);
    }

    private WatchedDeployment deployment(Caller caller, NewCheck command) {
        List<WatchedDeployment> active = traffic.active(caller.organisationId(), command.model());
        String wanted = command.environment();
        if (wanted != null) {
            return in(active, wanted)
                    .orElseThrow(() -> new Refusal.Conflict("No deployment of " + command.model()
                            + " serves in the environment '" + Texts.brief(wanted) + "'."));
        }
        if (active.isEmpty()) {
            throw new Refusal.Conflict("No deployment of " + command.model() + " serves.");
        }
        return active.size() == 1
                ? active.get(0)
                : in(active, PRODUCTION)
                        .orElseThrow(() -> new Refusal.Invalid(
                                "environment",
                                "Say which environment: " + command.model() + " serves in "
                                        + active.stream()
                                                .map(WatchedDeployment::environment)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static Optional<WatchedDeployment> in(List<WatchedDeployment> active, String environment) {
        return active.stream()
                .filter(deployment -> deployment.environment().equals(environment))
                .findFirst();
    }
}
