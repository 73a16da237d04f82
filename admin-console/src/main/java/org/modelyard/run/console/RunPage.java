package org.modelyard.run.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Texts;
import org.modelyard.run.service.RunCurves;
import org.modelyard.run.service.RunView;
import org.modelyard.run.service.Runs;

/** One run trained elsewhere, live, with the curve of one metric. */
@Named
@RequestScoped
public class RunPage {

    private static final int MOST_POINTS = 200;
    /** Of a table: the API lists all. */
    private static final int MOST_LINES = 100;

    private static final int LONGEST_TEXT = 500;

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

    /** The first of its metrics, by name. */
    public List<RunView.Metric> getMetrics() {
        return run == null ? List.of() : first(run.metrics());
    }

    /** The first of its artifacts, by path. */
    public List<RunView.Artifact> getArtifacts() {
        return run == null ? List.of() : first(run.artifacts());
    }

    public Map<String, String> getParameters() {
        return run == null ? Map.of() : brief(run.parameters());
    }

    public Map<String, String> getTags() {
        return run == null ? Map.of() : brief(run.tags());
    }

    /** Whether a table shows less than there is. */
    public boolean isCut() {
        return run != null
                && IntStream.of(
                                run.metrics().size(),
                                run.artifacts().size(),
                                run.parameters().size(),
                                run.tags().size())
                        .anyMatch(size -> size > MOST_LINES);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_LINES));
    }

    private static Map<String, String> brief(Map<String, String> all) {
        Map<String, String> shown = new LinkedHashMap<>();
        all.entrySet().stream()
                .limit(MOST_LINES)
                .forEach(text -> shown.put(text.getKey(), Texts.cut(text.getValue(), LONGEST_TEXT)));
        return shown;
    }

    public String getId() {
        return id;
    }
}
