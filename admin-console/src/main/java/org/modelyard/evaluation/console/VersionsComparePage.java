package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.evaluation.service.VersionsSideBySide;
import org.modelyard.evaluation.service.VersionsView;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;

/** Versions side by side: which is better, how sure that is, and in what they differ. */
@Named
@RequestScoped
public class VersionsComparePage {

    private static final int MOST_PICTURES = 6;

    @Inject
    private VersionsSideBySide sideBySide;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private List<String> refs = List.of();
    private @Nullable String snapshot;
    private @Nullable VersionsView view;
    private boolean loaded;

    @PostConstruct
    void fromRequest() {
        refs = Links.several("v");
        snapshot = Links.optional("snapshot");
        load();
    }

    /** Once a request, as early as the page is made: a button that is not there when clicks are looked for drops its click. */
    public void load() {
        if (!loaded && !refs.isEmpty()) {
            loaded = true;
            Notices.attempt(() -> view = sideBySide.of(viewer.caller(), refs, snapshot));
        }
    }

    /** Asks all of them about the same rows. */
    public void test() {
        Notices.attempt(() -> {
            view = sideBySide.test(viewer.caller(), refs, new Evaluations.Rows(null, snapshot, null), null);
            Notices.done("They are asked about the same rows; the page shows what comes of it.");
        });
    }

    /** Whether a test is missing that could be made. */
    public boolean isTestable() {
        return view != null
                && view.snapshot() != null
                && view.tests().stream().anyMatch(test -> test.possible() && test.comparison() == null);
    }

    public boolean isTested() {
        return view != null && view.tests().stream().anyMatch(test -> test.state() == WorkState.COMPLETED);
    }

    /** What the tests say, in a sentence. */
    public String getVerdict() {
        if (view == null) {
            return "Two versions or more, their metrics and all in which they differ.";
        }
        String first = view.versions().get(0).ref();
        List<String> told = new ArrayList<>();
        for (VersionsView.Test test : view.tests()) {
            if (!test.metrics().isEmpty()) {
                VersionsView.Tested primary = test.metrics().get(0);
                told.add(
                        switch (primary.verdict()) {
                            case BETTER -> test.version() + " is better than " + first + " in " + primary.metric();
                            case WORSE -> test.version() + " is worse than " + first + " in " + primary.metric();
                            default -> test.version() + " and " + first + " are not told apart in " + primary.metric();
                        });
            }
        }
        return told.isEmpty()
                ? "Not tested on the same rows yet: values beside each other prove little."
                : String.join("; ", told) + ".";
    }

    /** The versions' own metrics. */
    public List<DotPlot> getPictures() {
        return view == null
                ? List.of()
                : view.metrics().stream()
                        .filter(line -> line.goal() != Measure.Goal.NONE)
                        .limit(MOST_PICTURES)
                        .map(this::picture)
                        .toList();
    }

    private DotPlot picture(VersionsView.MetricLine line) {
        List<DotPlot.Mark> marks = new ArrayList<>();
        for (int i = 0; i < line.values().size(); i++) {
            VersionsView.Value value = line.values().get(i);
            marks.add(new DotPlot.Mark(
                    Objects.requireNonNull(view).versions().get(i).ref(),
                    value == null ? null : value.value(),
                    value == null ? null : value.low(),
                    value == null ? null : value.high(),
                    text(line, value)));
        }
        return DotPlot.of(line.metric(), marks, false);
    }

    /** A value with its interval. */
    public String text(VersionsView.MetricLine line, VersionsView.@Nullable Value value) {
        if (value == null || value.value() == null) {
            return words.number(null);
        }
        String shown = number(line.share(), value.value());
        return value.low() == null
                ? shown
                : shown + " (" + number(line.share(), value.low()) + " to " + number(line.share(), value.high()) + ")";
    }

    private String number(boolean share, @Nullable Double value) {
        return share ? words.percent(value) : words.number(value);
    }

    /** How much better each is in each tested metric. */
    public List<DotPlot> getGains() {
        List<DotPlot> plots = new ArrayList<>();
        if (view != null) {
            view.tests().stream()
                    .flatMap(test -> test.metrics().stream().map(VersionsView.Tested::metric))
                    .distinct()
                    .forEach(metric -> plots.add(gain(metric)));
        }
        return plots;
    }

    private DotPlot gain(String metric) {
        List<DotPlot.Mark> marks = new ArrayList<>();
        for (VersionsView.Test test : Objects.requireNonNull(view).tests()) {
            test.metrics().stream()
                    .filter(tested -> tested.metric().equals(metric))
                    .forEach(tested -> marks.add(new DotPlot.Mark(
                            test.version(), tested.gain(), tested.low(), tested.high(), said(tested))));
        }
        return DotPlot.of(metric, marks, true);
    }

    private String said(VersionsView.Tested tested) {
        String range = tested.low() == null
                ? ""
                : " (" + words.number(tested.low()) + " to " + words.number(tested.high()) + ")";
        return switch (tested.verdict()) {
                    case BETTER -> "better by ";
                    case WORSE -> "worse, gain ";
                    case NOT_TOLD_APART -> "not told apart, gain ";
                    case NOT_TESTED -> "not tested, gain ";
                }
                + words.number(tested.gain())
                + range;
    }

    /** The look of a verdict. */
    public String tone(VersionsView.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "ok";
            case WORSE -> "bad";
            default -> "few";
        };
    }

    /** In the address of the same versions. */
    public String getJoined() {
        return refs.stream().collect(Collectors.joining(","));
    }

    public @Nullable VersionsView getView() {
        return view;
    }

    public @Nullable String getSnapshot() {
        return snapshot;
    }
}
