package org.modelyard.registry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.ScrubLedger;
import org.modelyard.registry.service.ScrubView;

/** The last looks at every stored file, on the page of batch jobs. */
@Named
@RequestScoped
public class ScrubList {

    private static final int ROWS = 5;

    @Inject
    private ScrubLedger scrubs;

    @Inject
    private Viewer viewer;

    private @Nullable List<ScrubView> last;

    /** Newest first. */
    public List<ScrubView> getLast() {
        if (last == null) {
            last = scrubs.list(viewer.caller(), PageRequest.of(ROWS, null)).items();
        }
        return last;
    }
}
