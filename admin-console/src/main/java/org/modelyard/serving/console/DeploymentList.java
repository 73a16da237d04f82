package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;

/** What serves where, and every deployment there was. */
@Named
@RequestScoped
public class DeploymentList {

    private static final int ROWS = 25;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Viewer viewer;

    private @Nullable String model;
    private @Nullable String environment;
    private @Nullable String cursor;
    private List<EnvironmentView> environments = List.of();
    private Page<DeploymentView> history = new Page<>(List.of(), null);

    @PostConstruct
    void fromRequest() {
        model = Links.optional("model");
        environment = Links.optional("environment");
        cursor = Links.optional("cursor");
    }

    public void load() {
        environments = deployments.environments(viewer.caller());
        history = deployments.list(
                viewer.caller(), given(model), given(environment), PageRequest.of(ROWS, given(cursor)));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** What serves, in a sentence. */
    public String getVerdict() {
        long serving =
                environments.stream().mapToLong(one -> one.champions().size()).sum();
        return serving == 0
                ? "Nothing serves yet. Deploy a version from its page."
                : (serving == 1 ? "One model answers" : serving + " models answer")
                        + " requests, over all environments.";
    }

    public List<EnvironmentView> getEnvironments() {
        return environments;
    }

    public Page<DeploymentView> getHistory() {
        return history;
    }

    public @Nullable String getModel() {
        return model;
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
