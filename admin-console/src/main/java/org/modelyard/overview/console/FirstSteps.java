package org.modelyard.overview.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.ServingMetrics;

/** The way from an empty server to the first prediction: what is done, and what comes next. */
@Named
@RequestScoped
public class FirstSteps {

    private static final PageRequest FEW = new PageRequest(20, null);

    @Inject
    private Datasets datasets;

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ServingMetrics metrics;

    @Inject
    private Viewer viewer;

    private List<Step> steps = List.of();

    /**
     * @param link where it is done
     * @param next whether it is the first that is not done
     */
    public record Step(String title, String why, String link, boolean done, boolean next) {}

    public void load() {
        List<DatasetView> sets = datasets.list(viewer.caller(), FEW).items();
        Optional<DatasetView> filled =
                sets.stream().filter(one -> one.counts().accepted() > 0).findFirst();
        Optional<ModelView> model =
                registry.models(viewer.caller(), FEW).items().stream().findFirst();
        Optional<DeploymentView> serving = deployments.list(viewer.caller(), null, null, FEW).items().stream()
                .filter(one -> one.state() == DeploymentState.ACTIVE)
                .findFirst();
        boolean asked = serving.isPresent()
                && metrics.ofModel(viewer.caller(), serving.get().model(), "all", null, "version")
                                .total()
                                .requests()
                        > 0;
        boolean[] done = {!sets.isEmpty(), filled.isPresent(), model.isPresent(), serving.isPresent(), asked};
        int next = 0;
        while (next < done.length && done[next]) {
            next++;
        }
        String set = sets.isEmpty()
                ? "/console/datasets"
                : "/console/datasets/" + filled.orElse(sets.get(0)).name();
        String version = model.map(one ->
                        "/console/models/" + one.name() + (one.latest() == null ? "" : "/versions/" + one.latest()))
                .orElse("/console/models");
        String predict = serving.map(one -> "/console/models/" + one.model() + "/predict")
                .orElse("/console/models");
        steps = List.of(
                step(0, next, done, "Create a dataset", "Says what is to be learnt.", "/console/datasets"),
                step(1, next, done, "Import examples", "A CSV or JSON Lines file with a label in each row.", set),
                step(
                        2,
                        next,
                        done,
                        "Train a model",
                        "The default recipe is good without tuning.",
                        "/console/training/new"
                                + filled.map(one -> "?dataset=" + one.name()).orElse("")),
                step(3, next, done, "Deploy a version", "Then applications can ask it.", version),
                step(4, next, done, "Try a prediction", "And tell whether it was right.", predict));
    }

    private static Step step(int at, int next, boolean[] done, String title, String why, String link) {
        return new Step(title, why, link, done[at], at == next);
    }

    /** Whether the whole way has been gone. */
    public boolean isGone() {
        return steps.stream().allMatch(Step::done);
    }

    public List<Step> getSteps() {
        return steps;
    }
}
