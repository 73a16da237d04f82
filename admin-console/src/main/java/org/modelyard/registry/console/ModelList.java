package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;

/** All models. */
@Named
@RequestScoped
public class ModelList {

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable Page<ModelView> page;

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
    }

    public void load() {
        page = registry.models(viewer.caller(), PageRequest.of(null, cursor));
    }

    public @Nullable Page<ModelView> getPage() {
        return page;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
