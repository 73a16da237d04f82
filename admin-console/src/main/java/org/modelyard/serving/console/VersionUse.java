package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Period;
import org.modelyard.serving.service.UsageView;
import org.modelyard.serving.service.VersionUsage;

/** The part of a version's page that says how much it is used. */
@Named
@RequestScoped
public class VersionUse {

    @Inject
    private VersionUsage usage;

    @Inject
    private Viewer viewer;

    private String period = "week";
    private @Nullable UsageView view;

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        String version = Links.parameter("version");
        String wanted = Links.parameter("period");
        period = wanted.isEmpty() ? period : wanted;
        if (!model.isEmpty() && !version.isEmpty()) {
            Notices.attempt(() -> view = usage.of(viewer.caller(), model, version, period));
        }
    }

    public Period[] getPeriods() {
        return Period.values();
    }

    /** In words, for the sentence. */
    public String getSpan() {
        return period.equals("all")
                ? "as far back as hours are kept"
                : "in the last " + period.toLowerCase(Locale.ROOT);
    }

    public String getPeriod() {
        return period;
    }

    public @Nullable UsageView getView() {
        return view;
    }
}
