package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.monitoring.service.HealthReportView;
import org.modelyard.monitoring.service.HealthReports;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.ModelMetricsView;
import org.modelyard.serving.service.ServingMetrics;
import org.modelyard.serving.service.VersionUsage;

/** One model: where it serves, how it fares there, its versions. */
@Named
@RequestScoped
public class ModelPage {

    private static final String PRODUCTION = "production";

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ServingMetrics metrics;

    @Inject
    private VersionUsage usage;

    @Inject
    private HealthReports reports;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String name = "";
    private @Nullable String cursor;
    private @Nullable ModelView model;
    private Page<ModelVersionView> versions = new Page<>(List.of(), null);
    private List<DeploymentView> serving = List.of();
    private @Nullable ModelMetricsView traffic;
    private @Nullable HealthReportView health;
    private Map<Long, Instant> lastUsed = Map.of();

    @PostConstruct
    void fromRequest() {
        name = Links.parameter("model");
        cursor = Links.optional("cursor");
        if (!name.isEmpty()) {
            load();
        }
    }

    public void load() {
        model = registry.model(viewer.caller(), name);
        versions = registry.versions(viewer.caller(), name, PageRequest.of(null, cursor));
        serving = deployments.environments(viewer.caller()).stream()
                .flatMap(environment -> environment.champions().stream())
                .filter(champion -> champion.model().equals(name))
                .toList();
        traffic = metrics.ofModel(viewer.caller(), name, "day", null, "version");
        lastUsed = usage.lastUsed(viewer.caller(), name);
        health = reports.of(viewer.caller(), name);
    }

    /** Where it stands, in a sentence. */
    public String getVerdict() {
        if (model == null) {
            return "";
        }
        String latest = model.latest();
        if (latest == null) {
            return "No version is ready, so none can be deployed.";
        }
        if (serving.isEmpty()) {
            return latest + " is ready and serves nowhere yet: deploy it from its page.";
        }
        DeploymentView main = serving.stream()
                .filter(champion -> champion.environment().equals(PRODUCTION))
                .findFirst()
                .orElse(serving.get(0));
        String now =
                main.version() + " serves in " + main.environment() + " since " + words.exact(main.activatedAt()) + ".";
        return main.version().equals(latest) ? now : now + " The newest ready version is " + latest + ".";
    }

    /** By version: the environments where it serves. */
    public Map<String, String> getPlaces() {
        return serving.stream()
                .collect(Collectors.groupingBy(
                        DeploymentView::version,
                        Collectors.mapping(DeploymentView::environment, Collectors.joining(", "))));
    }

    /** The metric that the table of versions shows. */
    public String getHeadline() {
        return model != null && model.task() == Task.REGRESSION ? "rmse" : "accuracy";
    }

    public @Nullable ModelView getModel() {
        return model;
    }

    public Page<ModelVersionView> getVersions() {
        return versions;
    }

    public List<DeploymentView> getServing() {
        return serving;
    }

    public @Nullable ModelMetricsView getTraffic() {
        return traffic;
    }

    /** By internal id of the version: the beginning of the last hour in which it was asked. */
    public Map<Long, Instant> getLastUsed() {
        return lastUsed;
    }

    public @Nullable HealthReportView getHealth() {
        return health;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
