package org.modelyard.monitoring.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.service.AlertView;
import org.modelyard.monitoring.service.Alerts;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;

/** One alert: what, since when, how often, and who has seen to it. */
@Named
@RequestScoped
public class AlertPage {

    private static final String MODEL = "model/";
    private static final Pattern REPORT = Pattern.compile("Drift report ([0-9a-f-]{36})");

    @Inject
    private Alerts alerts;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String id = "";
    private @Nullable AlertView alert;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        alert = alerts.get(viewer.caller(), Ids.parse("alert", id));
    }

    public void acknowledge() {
        Notices.attempt(() -> alerts.acknowledge(viewer.caller(), Ids.parse("alert", id)));
        load();
    }

    public String getVerdict() {
        if (alert == null) {
            return "";
        }
        return alert.acknowledgedBy() == null
                ? "Raised " + words.ago(alert.raisedAt()) + "; nobody has seen to it yet."
                : alert.acknowledgedBy() + " sees to it since " + words.exact(alert.acknowledgedAt()) + ".";
    }

    /** Also before the alert is read, so that a posted button counts; the service decides. */
    public boolean isOpen() {
        return alert == null || alert.state() == AlertState.OPEN;
    }

    /** The page of what it is about; null when it is about the server. */
    public @Nullable String getLink() {
        if (alert == null || !alert.subject().startsWith(MODEL)) {
            return null;
        }
        String rest = alert.subject().substring(MODEL.length());
        int end = rest.indexOf('/');
        return "/console/models/" + (end < 0 ? rest : rest.substring(0, end));
    }

    /** The page of the drift report that its detail names; null when it names none. */
    public @Nullable String getReport() {
        if (alert == null) {
            return null;
        }
        Matcher named = REPORT.matcher(alert.detail());
        return named.find() ? "/console/monitoring/reports/" + named.group(1) : null;
    }

    public @Nullable AlertView getAlert() {
        return alert;
    }

    public String getId() {
        return id;
    }
}
