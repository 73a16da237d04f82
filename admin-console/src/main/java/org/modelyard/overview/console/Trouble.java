package org.modelyard.overview.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.Health;
import org.modelyard.monitoring.service.AlertView;
import org.modelyard.monitoring.service.Alerts;
import org.modelyard.monitoring.service.HealthReportView;
import org.modelyard.monitoring.service.HealthReports;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/** Open alerts, and the models in service with their health, the worst first. */
@Named
@RequestScoped
public class Trouble {

    private static final PageRequest RECENT = new PageRequest(8, null);
    /** Each costs several queries. */
    private static final int MOST_MODELS = 25;

    @Inject
    private Alerts alerts;

    @Inject
    private HealthReports health;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Overview overview;

    @Inject
    private Viewer viewer;

    private long open;
    private List<AlertView> latest = List.of();
    private List<HealthReportView> reports = List.of();

    public void load() {
        open = alerts.open(viewer.caller());
        latest = alerts.list(viewer.caller(), AlertState.OPEN, null, RECENT).items();
        reports = deployments.environments(viewer.caller()).stream()
                .flatMap(environment -> environment.champions().stream())
                .map(DeploymentView::model)
                .distinct()
                .limit(MOST_MODELS)
                .map(model -> health.of(viewer.caller(), model))
                .sorted(Comparator.comparing(HealthReportView::status))
                .toList();
    }

    /** Whether anything is wrong, in a sentence. What is not known is not called fine. */
    public String getVerdict() {
        long failures = overview.getFailedJobs().size()
                + overview.getFailedDeployments().size();
        long ill = reports.stream().filter(Trouble::ill).count();
        if (open > 0 || ill > 0 || failures > 0) {
            return "Look here: "
                    + Stream.of(
                                    counted(open, "open alert", "open alerts"),
                                    counted(ill, "model in trouble", "models in trouble"),
                                    counted(failures, "failure", "failures"))
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(", "))
                    + (failures > 0 ? " in the last 24 hours." : ".");
        }
        long unknown = reports.stream()
                .filter(report -> report.status() == Health.Status.UNKNOWN)
                .count();
        String nothing = "No alert is open and nothing failed in the last 24 hours.";
        return unknown == 0
                ? nothing
                : nothing + " Of " + (unknown == 1 ? "one model" : unknown + " models")
                        + " in service too little is known to call it healthy.";
    }

    private static String counted(long count, String one, String many) {
        return count == 0 ? "" : count + " " + (count == 1 ? one : many);
    }

    private static boolean ill(HealthReportView report) {
        return report.status() == Health.Status.UNHEALTHY || report.status() == Health.Status.DEGRADED;
    }

    public long getOpen() {
        return open;
    }

    public List<AlertView> getAlerts() {
        return latest;
    }

    public List<HealthReportView> getReports() {
        return reports;
    }
}
