package org.modelyard.monitoring.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.monitoring.entity.Alert;
import org.modelyard.monitoring.entity.StoredAlerts;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.CoolDown;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.MonitoringSettings;

/** Alerts of an organisation: raised by the server, acknowledged by people. */
@Stateless
public class Alerts {

    static final int LONGEST_TITLE = 300;
    static final int LONGEST_SUBJECT = 200;

    @Inject
    private StoredAlerts alerts;

    @Inject
    private MonitoringSettings settings;

    @Inject
    private Event<AlertChanged> changes;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * For the server's own use, in the caller's transaction or its own. The same organisation, kind and subject is the
     * same cause. Fails when another node raises the same cause at the same moment: then the second try counts on it.
     *
     * @param kind upper case, at most 40 characters
     * @param subject what it is about, as in the audit
     */
    public void raise(
            long organisationId, Severity severity, String kind, String subject, String title, String detail) {
        Alert.Cause cause = new Alert.Cause(organisationId, kind, brief(subject, LONGEST_SUBJECT));
        Alert.Sight sight = new Alert.Sight(severity, brief(title, LONGEST_TITLE), detail);
        CoolDown coolDown = new CoolDown(settings.coolDown());
        Alert changed = alerts.lockedLastOf(cause)
                .filter(alert -> alert.seenAgain(sight, coolDown, clock.instant()))
                .orElseGet(() -> {
                    Alert raised = Alert.raise(cause, sight, clock.instant());
                    alerts.add(raised);
                    return raised;
                });
        changes.fire(new AlertChanged(changed.publicId(), organisationId));
    }

    /** Newest first; null leaves a filter out. */
    public Page<AlertView> list(
            Caller caller, @Nullable AlertState state, @Nullable Severity severity, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(alerts.page(caller.organisationId(), state, severity, page), page, Alert::id, AlertView::of);
    }

    public AlertView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return alerts.byPublicId(caller.organisationId(), id).map(AlertView::of).orElseThrow(() -> unknown(id));
    }

    /** How many are open. */
    public long open(Caller caller) {
        caller.require(Role.VIEWER);
        return alerts.open(caller.organisationId());
    }

    /** Twice is as good as once: the first one counts. */
    public AlertView acknowledge(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        Alert alert = alerts.lockedByPublicId(caller.organisationId(), id).orElseThrow(() -> unknown(id));
        if (alert.state() == AlertState.OPEN) {
            alert.acknowledge(caller.actor(), clock.instant());
            audit.done(caller, "alert.acknowledge", "alert/" + id, alert.title());
            changes.fire(new AlertChanged(id, caller.organisationId()));
        }
        return AlertView.of(alert);
    }

    private static Refusal.NotFound unknown(UUID id) {
        return new Refusal.NotFound("alert", id.toString());
    }

    private static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
