package org.modelyard.monitoring.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.monitoring.model.Health;
import org.modelyard.monitoring.service.AlertView;
import org.modelyard.monitoring.service.Alerts;
import org.modelyard.monitoring.service.DriftChecks;
import org.modelyard.monitoring.service.DriftReportView;
import org.modelyard.monitoring.service.DriftReports;
import org.modelyard.monitoring.service.HealthReportView;
import org.modelyard.monitoring.service.HealthReports;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;

/** Is anything wrong: open alerts first, then the health and the last drift report of each model, the worst first. */
@Named
@RequestScoped
public class MonitoringPage {

    private static final int MODELS = 20;
    private static final int ALERTS = 20;
    private static final PageRequest LAST = new PageRequest(1, null);

    @Inject
    private Alerts alerts;

    @Inject
    private HealthReports health;

    @Inject
    private DriftReports reports;

    @Inject
    private DriftChecks checks;

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable String all;
    private @Nullable Page<AlertView> raised;
    private @Nullable Page<ModelView> models;
    private List<Line> lines = List.of();

    /**
     * One model.
     *
     * @param drift its last report; null when there is none
     */
    public record Line(HealthReportView health, @Nullable DriftReportView drift) {

        /** What matters most of the findings; null when there are none. */
        public Health.@Nullable Finding worst() {
            return health.findings().isEmpty() ? null : health.findings().get(0);
        }
    }

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
        all = Links.optional("all");
    }

    public void load() {
        Caller caller = viewer.caller();
        raised = alerts.list(caller, isAll() ? null : AlertState.OPEN, null, new PageRequest(ALERTS, null));
        models = registry.models(caller, PageRequest.of(MODELS, cursor));
        lines = models.items().stream()
                .map(model -> line(caller, model.name()))
                .sorted(Comparator.comparing(line -> line.health().status()))
                .toList();
    }

    private Line line(Caller caller, String model) {
        return new Line(
                health.of(caller, model),
                reports.list(caller, model, LAST).items().stream().findFirst().orElse(null));
    }

    /** For the model that the button names. */
    public void check() {
        String model = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("model", "");
        Notices.attempt(() -> {
            checks.request(viewer.caller(), new DriftChecks.NewCheck(model, null, null, null), CheckTrigger.CONSOLE);
            Notices.done("A drift check of " + model + " is asked for. Its report appears here by itself.");
        });
    }

    /** The answer to 'is anything wrong' in a sentence. */
    public String getVerdict() {
        long unhealthy = count(Health.Status.UNHEALTHY);
        long degraded = count(Health.Status.DEGRADED);
        long unknown = count(Health.Status.UNKNOWN);
        if (lines.isEmpty()) {
            return "No model is registered yet, so there is nothing to watch.";
        }
        if (unhealthy + degraded > 0) {
            return of(unhealthy, "unhealthy") + (unhealthy > 0 && degraded > 0 ? ", " : "") + of(degraded, "degraded")
                    + ", of " + lines.size() + " shown.";
        }
        if (unknown > 0) {
            return "Nothing is known to be wrong; of " + (unknown == 1 ? "one model" : unknown + " models")
                    + " too little is known to say that all is well.";
        }
        return "Every model shown is healthy.";
    }

    private static String of(long count, String state) {
        return count == 0 ? "" : count + (count == 1 ? " model is " : " models are ") + state;
    }

    private long count(Health.Status status) {
        return lines.stream().filter(line -> line.health().status() == status).count();
    }

    /** Whether acknowledged alerts are listed too. */
    public boolean isAll() {
        return "true".equals(all);
    }

    public @Nullable Page<AlertView> getRaised() {
        return raised;
    }

    public List<Line> getLines() {
        return lines;
    }

    public @Nullable String getNext() {
        return models == null ? null : models.next();
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public @Nullable String getAll() {
        return all;
    }
}
