package org.modelyard.run.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.run.service.RunCurves;
import org.modelyard.run.service.RunView;
import org.modelyard.run.service.Runs;

/** One run trained elsewhere, live, with the curve of one metric. */
@Named
@RequestScoped
public class RunPage {

    private static final int MOST_POINTS = 200;

    @Inject
    private Runs runs;

    @Inject
    private RunCurves curves;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable String metric;
    private @Nullable RunView run;
    private List<RunCurves.Point> points = List.of();

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        metric = Links.optional("metric");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        UUID known = Ids.parse("run", id);
        run = runs.get(viewer.caller(), known);
        if (metric == null) {
            metric = run.metrics().stream()
                    .filter(one -> one.points() > 1)
                    .map(RunView.Metric::key)
                    .findFirst()
                    .orElse(null);
        }
        points = metric == null ? List.of() : curves.thinned(viewer.caller(), known, metric, MOST_POINTS);
    }

    /** The outcome in a sentence. */
    public String getVerdict() {
        if (run == null) {
            return "";
        }
        return switch (run.state()) {
            case RUNNING -> "Trains elsewhere and tells of itself as it goes.";
            case FINISHED ->
                run.versions().isEmpty()
                        ? "Finished. No version was made of it yet."
                        : "Finished. Its latest version is "
                                + run.versions().get(0).model() + " "
                                + run.versions().get(0).version() + ".";
            case FAILED -> "Failed: " + (run.problem() == null ? "it did not say why." : run.problem());
            case KILLED -> "Ended from outside" + (run.problem() == null ? "." : ": " + run.problem());
        };
    }

    /** Whether there is something to draw. */
    public boolean isCurved() {
        return points.size() > 1;
    }

    public String getChart() {
        return metric == null ? "" : Curves.json(metric, List.of(new Curves.Line(metric, points)));
    }

    public List<RunCurves.Point> getPoints() {
        return points;
    }

    /** Whether the picture leaves points out. */
    public boolean isThinned() {
        return run != null
                && run.metrics().stream().anyMatch(one -> one.key().equals(metric) && one.points() > points.size());
    }

    public @Nullable String getMetric() {
        return metric;
    }

    public @Nullable RunView getRun() {
        return run;
    }

    public Map<String, String> getParameters() {
        return run == null ? Map.of() : run.parameters();
    }

    public Map<String, String> getTags() {
        return run == null ? Map.of() : run.tags();
    }

    public String getId() {
        return id;
    }
}
