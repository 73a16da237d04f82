package org.modelyard.experiment.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantComparison;
import org.modelyard.experiment.service.ExperimentRemoval;
import org.modelyard.experiment.service.ExperimentResults;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.ExperimentWinners;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.experiment.service.HistoryView;
import org.modelyard.experiment.service.ResultsView;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;

/** One experiment: what it says, how sure that is, who was assigned to what, and how it was planned. */
@Named
@RequestScoped
public class ExperimentPage {

    @Inject
    private Experiments experiments;

    @Inject
    private ExperimentResults results;

    @Inject
    private BanditPart bandit;

    @Inject
    private ExperimentRemoval removal;

    @Inject
    private ExperimentWinners winners;

    @Inject
    private Viewer viewer;

    private String name = "";
    private @Nullable ExperimentView experiment;
    private @Nullable ResultsView found;
    private @Nullable HistoryView history;

    @PostConstruct
    void fromRequest() {
        name = Links.parameter("name");
        if (!name.isEmpty()) {
            load();
        }
    }

    private void load() {
        experiment = experiments.get(viewer.caller(), name);
        bandit.load(experiment);
        ExperimentResults.Told told = results.told(viewer.caller(), name);
        found = told.results();
        history = told.history();
    }

    public void start() {
        if (Notices.attempt(() -> experiments.start(viewer.caller(), name))) {
            Notices.done("'" + name + "' assigns units from now on.");
        }
        load();
    }

    public void stop() {
        if (Notices.attempt(() -> experiments.stop(viewer.caller(), name, "stopped in the console"))) {
            Notices.done("'" + name + "' assigns nobody any more.");
        }
        load();
    }

    public void delete() {
        if (Notices.attempt(() -> removal.delete(viewer.caller(), name))) {
            Links.go("/console/experiments");
        } else {
            load();
        }
    }

    public void rollOut() {
        if (!Notices.attempt(() -> Links.go("/console/rollouts/"
                + winners.rollOut(viewer.caller(), name, null).id()))) {
            load();
        }
    }

    /** Whether the rule that was set at the start names a version that can be rolled out. */
    public boolean isWinnable() {
        return found != null
                && found.winner() != null
                && experiment != null
                && experiment.plan().subject() == ExperimentSubject.VERSIONS;
    }

    public boolean isDraft() {
        return experiment != null && experiment.state() == ExperimentState.DRAFT;
    }

    public boolean isRunning() {
        return experiment != null && experiment.state() == ExperimentState.RUNNING;
    }

    /** Only a winner is good; what is open has a look of its own. */
    public String getTone() {
        return switch (found == null ? "" : found.verdict()) {
            case "WINNER" -> "ok";
            case "UNTRUSTED", "GUARDRAIL_BROKEN" -> "bad";
            case "NO_DATA", "INCONCLUSIVE" -> "few";
            default -> "quiet";
        };
    }

    /** Intervals to be drawn, of the comparisons that have one. */
    public List<IntervalDrawing.Line> getIntervals() {
        List<VariantComparison> all = found == null ? List.of() : found.comparisons();
        return IntervalDrawing.of(all);
    }

    public double getZero() {
        List<VariantComparison> all = found == null ? List.of() : found.comparisons();
        return IntervalDrawing.zero(all);
    }

    /** Differences over time, of the variants that have one. */
    public List<EffectDrawing> getEffects() {
        return history == null ? List.of() : EffectDrawing.of(history);
    }

    public @Nullable AssignmentDrawing getAssigned() {
        return history == null || history.points().isEmpty() ? null : AssignmentDrawing.of(history);
    }

    public @Nullable FunnelDrawing getFunnel() {
        return history == null || history.points().isEmpty() ? null : FunnelDrawing.of(history);
    }

    public @Nullable HistoryView getHistory() {
        return history;
    }

    public @Nullable ExperimentView getExperiment() {
        return experiment;
    }

    public @Nullable ResultsView getResults() {
        return found;
    }

    public String getName() {
        return name;
    }
}
