package org.modelyard.run.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Texts;
import org.modelyard.run.model.RunDifferences;
import org.modelyard.run.service.RunComparisons;
import org.modelyard.run.service.RunCurves;

/** Runs side by side: what was set differently, where each metric ended, and one metric's curves. */
@Named
@RequestScoped
public class RunComparisonPage {

    private static final int MOST_POINTS = 200;
    /** Of a table: the API lists all. */
    private static final int MOST_LINES = 100;

    @Inject
    private RunComparisons comparisons;

    @Inject
    private RunCurves curves;

    @Inject
    private Viewer viewer;

    private List<String> ids = List.of();
    private @Nullable String metric;
    private RunComparisons.@Nullable View view;
    private List<Curves.Line> lines = List.of();

    @PostConstruct
    void fromRequest() {
        ids = Links.several("ids");
        metric = Links.optional("metric");
    }

    public void load() {
        if (ids.isEmpty()) {
            return;
        }
        Notices.attempt(() -> {
            List<UUID> known = ids.stream().map(id -> Ids.parse("run", id)).toList();
            RunComparisons.View found = comparisons.of(viewer.caller(), known);
            if (metric == null && !found.metrics().isEmpty()) {
                metric = found.metrics().get(0).name();
            }
            lines = lines(found);
            view = found;
        });
    }

    private List<Curves.Line> lines(RunComparisons.View found) {
        String wanted = metric;
        if (wanted == null) {
            return List.of();
        }
        return found.runs().stream()
                .filter(run -> !run.here())
                .limit(Curves.MOST)
                .map(run -> new Curves.Line(
                        run.name() + " " + Curves.tail(run.id()),
                        curves.thinned(viewer.caller(), run.id(), wanted, MOST_POINTS)))
                .toList();
    }

    /** Enough of an id to tell runs of one name apart. */
    public String tail(UUID id) {
        return Curves.tail(id);
    }

    public boolean isCurved() {
        return lines.stream().anyMatch(line -> line.points().size() > 1);
    }

    public String getChart() {
        return metric == null ? "" : Curves.json(metric, lines);
    }

    /** In the address of the same runs. */
    public String getJoined() {
        return ids.stream().collect(Collectors.joining(","));
    }

    /** Where each metric ended, of the first ones by name. */
    public List<RunDifferences.Row<Double>> getMetrics() {
        return view == null ? List.of() : first(view.metrics());
    }

    /** What was set differently, of the first parameters by name. */
    public List<RunDifferences.Row<String>> getParameters() {
        return view == null ? List.of() : first(view.parameters());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_LINES));
    }

    /** A value as far as a line has room for it. */
    public String brief(String value) {
        return Texts.brief(value);
    }

    public RunComparisons.@Nullable View getView() {
        return view;
    }

    public @Nullable String getMetric() {
        return metric;
    }
}
