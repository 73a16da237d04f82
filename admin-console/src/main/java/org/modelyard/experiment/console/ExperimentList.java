package org.modelyard.experiment.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** All experiments, newest first. */
@Named
@RequestScoped
public class ExperimentList {

    @Inject
    private Experiments experiments;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private Page<ExperimentView> page = new Page<>(List.of(), null);

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
    }

    public void load() {
        Notices.attempt(() -> page = experiments.list(viewer.caller(), PageRequest.of(null, cursor)));
    }

    public Page<ExperimentView> getPage() {
        return page;
    }
}
