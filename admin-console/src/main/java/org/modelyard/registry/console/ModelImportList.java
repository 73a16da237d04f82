package org.modelyard.registry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.QueuedImports;
import org.modelyard.registry.service.VersionImportView;

/** The latest imports of a model that a job carries out. */
@Named
@RequestScoped
public class ModelImportList {

    private static final int SHOWN = 10;

    @Inject
    private QueuedImports imports;

    @Inject
    private Viewer viewer;

    private @Nullable List<VersionImportView> known;

    /** Newest first; as they were when first asked for. */
    public List<VersionImportView> getItems() {
        if (known == null) {
            known = imports.list(viewer.caller(), Links.parameter("model"), new PageRequest(SHOWN, null))
                    .items();
        }
        return known;
    }
}
