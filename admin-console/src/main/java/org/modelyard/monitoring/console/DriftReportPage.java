package org.modelyard.monitoring.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.FeatureChart;
import org.modelyard.monitoring.service.DriftReportView;
import org.modelyard.monitoring.service.DriftReportView.Feature;
import org.modelyard.monitoring.service.DriftReports;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** One drift report: the verdict in words, the chart of one feature, and all lines. */
@Named
@RequestScoped
public class DriftReportPage {

    private static final String DRIFTED = "DRIFTED";

    @Inject
    private DriftReports reports;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String id = "";
    private @Nullable String feature;
    private @Nullable String answer;
    private @Nullable DriftReportView report;
    private @Nullable Feature shown;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        feature = Links.optional("feature");
        answer = Links.optional("answer");
    }

    /**
     * @throws Refusal.NotFound when there is no such report, or no such feature in it
     */
    public void load() {
        DriftReportView read = reports.get(viewer.caller(), Ids.parse("drift report", id), true);
        report = read;
        shown = feature == null
                ? read.features().stream().findFirst().orElse(null)
                : named(read, feature).orElseThrow(() -> new Refusal.NotFound("feature", String.valueOf(feature)));
    }

    /** An input and an answer may have the same name. */
    private Optional<Feature> named(DriftReportView read, String name) {
        return read.features().stream()
                .filter(line -> line.name().equals(name) && line.answer() == "true".equals(answer))
                .findFirst();
    }

    public String getVerdict() {
        if (report == null) {
            return "";
        }
        List<Feature> drifted = report.features().stream()
                .filter(line -> line.verdict().equals(DRIFTED))
                .toList();
        return switch (report.verdict()) {
            case DRIFTED ->
                "What " + report.model() + " is asked has changed: " + drifted.size() + " of "
                        + report.features().size() + " lines drifted" + most(drifted) + ".";
            case "STABLE" ->
                "No change that is both beyond chance and large enough to matter was found in "
                        + words.number(report.rows()) + " rows.";
            default ->
                "Too few rows to say: " + words.number(report.rows()) + " in the window, "
                        + words.number(report.referenceRows())
                        + " in the reference. This is not stability; check again when there are more.";
        };
    }

    private String most(List<Feature> drifted) {
        return drifted.stream()
                .findFirst()
                .map(line -> ", most of all " + line.name() + " (corrected PSI " + words.number(line.effect()) + ")")
                .orElse("");
    }

    /** What the verdict rests on. */
    public String getCaveat() {
        return report == null
                ? ""
                : words.number(report.rows()) + " rows against " + words.number(report.referenceRows())
                        + " rows of training. Were nothing to change, at most " + words.percent(report.alpha())
                        + " of such reports would give an alarm.";
    }

    /** What to do about it. */
    public String getAdvice() {
        return report != null && report.verdict().equals(DRIFTED)
                ? "Look whether the source of the worst feature changed (a unit, a default, a new category). If the change is"
                        + " real, train on newer examples."
                : "";
    }

    /** The chart as Chart.js reads it. */
    public String getChart() {
        return shown == null ? "{}" : ShareChart.json(shown.name(), getBins());
    }

    /** Of the feature shown; empty where none was kept. */
    public List<FeatureChart.Bin> getBins() {
        return shown == null || shown.bins() == null ? List.of() : shown.bins();
    }

    /** Worst first. */
    public List<Feature> getLines() {
        return report == null ? List.of() : report.features();
    }

    public @Nullable Feature getShown() {
        return shown;
    }

    public @Nullable DriftReportView getReport() {
        return report;
    }

    /** A test's name as people say it. */
    public String test(Feature line) {
        return switch (line.test()) {
            case KOLMOGOROV_SMIRNOV -> "Kolmogorov–Smirnov";
            case CHI_SQUARED -> "chi-squared";
            case CATEGORY_SHARE -> "one category's share";
            case MISSING_SHARE -> "share of missing";
            case TOKEN_SHARE -> "one word bucket's share";
        };
    }

    /** TOO_FEW has a look of its own: it is neither good nor bad. */
    public String look(String verdict) {
        return verdict.equals("TOO_FEW") ? "few" : words.tone(verdict);
    }

    public String getId() {
        return id;
    }

    public @Nullable String getFeature() {
        return feature;
    }

    public @Nullable String getAnswer() {
        return answer;
    }
}
