package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.CrossedMetrics;
import org.modelyard.serving.service.CrossedMetricsView;

/** How much a model is used by two things at once: what its page shows use by, and another that the address names. */
@Named
@RequestScoped
public class CrossedUse {

    private static final String CALLER = "caller";
    /** There are sums of who asked by these alone. */
    private static final Set<String> WITH_CALLER = Set.of("version", "day");

    @Inject
    private CrossedMetrics metrics;

    @Inject
    private ModelUse use;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String and = "";
    private String problem = "";
    private @Nullable CrossedMetricsView crossed;

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        and = Links.parameter("and");
        if (!model.isEmpty() && !and.isEmpty()) {
            Notices.attempt(() -> cross(model));
        }
    }

    /** The page's notices are drawn by then: what is refused is said where the figures would be. */
    private void cross(String model) {
        try {
            crossed = metrics.ofModel(viewer.caller(), model, use.getPeriod(), null, use.getBy(), and);
        } catch (Refusal.Invalid refused) {
            problem = String.valueOf(refused.getMessage());
        }
    }

    /** What use can be shown by besides. */
    public List<ModelUse.Grouping> getOthers() {
        return use.getGroupings().stream()
                .filter(one -> crosses(use.getBy(), one.by()))
                .toList();
    }

    static boolean crosses(String by, String and) {
        return !by.equals(and)
                && (!by.equals(CALLER) || WITH_CALLER.contains(and))
                && (!and.equals(CALLER) || WITH_CALLER.contains(by));
    }

    /** Of a grouping, as a heading has it. */
    public String name(String grouping) {
        return grouping.substring(grouping.indexOf(':') + 1);
    }

    /** What the figures are counted from. */
    public String getOrigin() {
        CrossedMetricsView known = crossed;
        if (known == null || known.source() == CrossedMetricsView.Source.HOURS) {
            return "Exact sums of full hours.";
        }
        Instant since = known.since();
        String from = since == null ? "" : ", from " + words.exact(since) + " on";
        return known.cut()
                ? "There is more in that time: these are the newest rows of the log" + from + "."
                : "Counted from the newest rows of the log" + from + ", as far back as they are kept.";
    }

    /** Null where nothing is crossed, or that was refused. */
    public @Nullable CrossedMetricsView getCrossed() {
        return crossed;
    }

    /** Why there are no figures; empty where there are, or nothing is crossed. */
    public String getProblem() {
        return problem;
    }

    /** What it is crossed with, as the address has it; empty where nothing is. Pages cannot say 'and', which is a word of their language. */
    public String getSecond() {
        return and;
    }
}
