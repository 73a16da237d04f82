package org.modelyard.monitoring.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.service.Alerts;
import org.modelyard.platform.console.Viewer;

/** How many alerts are open: in the header of every page. */
@Named
@RequestScoped
public class AlertBell {

    @Inject
    private Alerts alerts;

    @Inject
    private Viewer viewer;

    private @Nullable Long open;

    /** Asked once a request, at its rendering. */
    public long getOpen() {
        if (open == null) {
            open = alerts.open(viewer.caller());
        }
        return open;
    }

    public String getLabel() {
        long count = getOpen();
        return count == 0 ? "No open alerts" : count == 1 ? "1 open alert" : count + " open alerts";
    }
}
