package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ClassMetrics;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.evaluation.LabelCurves;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.console.DeploymentCareForm;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;

/** One version: how good it is and how sure that is, what it takes, where it comes from; deploys it. */
@Named
@RequestScoped
public class VersionPage {

    private static final int MOST_CLASSES = 40;
    private static final List<String> HEADLINES = List.of("accuracy", "rmse");

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private DeploymentCareForm care;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String model = "";
    private String number = "";
    private String environment = "production";
    private String curvesOf = "";
    private @Nullable ModelVersionView version;
    private @Nullable Evaluation evaluation;
    private List<EnvironmentView> environments = List.of();

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        number = Links.parameter("version");
        curvesOf = Links.parameter("curves");
        if (!model.isEmpty() && !number.isEmpty()) {
            load();
        }
    }

    public void load() {
        version = registry.version(viewer.caller(), model, number);
        environments = deployments.environments(viewer.caller());
        boolean evaluated = version.artifacts().stream()
                .anyMatch(artifact -> artifact.kind().equals(ArtifactKind.EVALUATION));
        if (evaluated) {
            Notices.attempt(() -> evaluation = Evaluation.fromJson(new String(
                    registry.artifact(viewer.caller(), model, number, ArtifactKind.EVALUATION),
                    StandardCharsets.UTF_8)));
        }
    }

    public void deploy() {
        Notices.attempt(() -> {
            DeploymentView asked = deployments.deploy(viewer.caller(), care.wanted(model, number, environment));
            Links.go("/console/deployments/" + asked.id());
        });
    }

    /** Whether there is no model of it here. */
    public boolean isElsewhere() {
        return version != null && version.elsewhere();
    }

    /** Whether it may be used, and how good it is. */
    public String getVerdict() {
        if (version == null) {
            return "";
        }
        String reasons = String.join(" ", version.reasons());
        return switch (version.stage()) {
            case REJECTED -> "Rejected, and never deployed: " + reasons;
            case EXTERNAL -> "Kept as a record, and never deployed: " + reasons;
            case DRAFT -> "A draft: evaluate it on rows here first. If it passes the usual gates, it may be deployed.";
            case ARCHIVED -> "Archived: it serves nowhere. It can be restored.";
            case DEPRECATED ->
                "Deprecated: it goes on where it serves."
                        + (version.said().successor() == null
                                ? ""
                                : " Use " + version.said().successor() + " instead.");
            case READY, STAGING, PRODUCTION -> usable(version);
        };
    }

    private String usable(ModelVersionView version) {
        String unmeasured = version.metricsVerified()
                ? "May be deployed; its evaluation is missing."
                : "May be deployed; how good it is was only declared by its run. Evaluate it here first.";
        return headline().map(text -> text + " May be deployed.").orElse(unmeasured);
    }

    private Optional<String> headline() {
        return getMetrics().stream()
                .filter(metric -> HEADLINES.contains(metric.name()))
                .findFirst()
                .map(this::said);
    }

    private String said(MetricRow metric) {
        String rows = words.number(metric.rows()) + " rows that it did not learn from";
        if (metric.reason() != null) {
            return "How good it is cannot be said: " + metric.reason();
        }
        if (metric.name().equals("rmse")) {
            return "Off by " + metric.value() + " (root of the mean square) on " + rows + ".";
        }
        String right = "Right in " + metric.value() + " of " + rows;
        return metric.range() == null ? right + "." : right + "; the true share lies in " + metric.range() + ".";
    }

    /** Whether the evaluation had too few rows to rely on. */
    public boolean isFew() {
        return evaluation != null && evaluation.rows() < Gates.FEW_ROWS;
    }

    public List<MetricRow> getMetrics() {
        return evaluation == null
                ? List.of()
                : evaluation.metrics().entrySet().stream()
                        .map(entry -> MetricRow.of(entry.getKey(), entry.getValue(), unit(), words))
                        .toList();
    }

    private String unit() {
        BusinessMetrics business = evaluation == null ? null : evaluation.business();
        return business == null ? "" : business.unit();
    }

    /** The declaration by which its business metrics were measured, as JSON; empty where there was none. */
    public String getBusiness() {
        BusinessMetrics business = evaluation == null ? null : evaluation.business();
        return business == null ? "" : business.toJson();
    }

    /** The labels it answers worst first. */
    public List<ClassMetrics> getClasses() {
        return evaluation == null
                ? List.of()
                : evaluation.classes().stream()
                        .sorted(Comparator.comparingDouble(one -> Double.isNaN(one.f1()) ? -1 : one.f1()))
                        .limit(MOST_CLASSES)
                        .toList();
    }

    /** What the evaluation looks like; none for one that was stored before there were pictures. */
    public List<EvaluationCharts.Picture> getPictures() {
        return evaluation == null || evaluation.curves() == null
                ? List.of()
                : EvaluationCharts.of(evaluation.curves(), curvesOf);
    }

    /** Labels whose curves can be looked at; none where there is only one. */
    public List<String> getCurveLabels() {
        return evaluation == null
                        || evaluation.curves() == null
                        || evaluation.curves().labels().size() < 2
                ? List.of()
                : evaluation.curves().labels().stream().map(LabelCurves::label).toList();
    }

    public List<Confusions.Row> getConfusion() {
        return Confusions.rows(evaluation == null ? null : evaluation.confusion());
    }

    public List<Confusions.Pair> getMistakes() {
        return Confusions.pairs(evaluation == null ? null : evaluation.confusion());
    }

    /** By environment: what serves this model there now, in words. */
    public Map<String, String> getServing() {
        Map<String, String> serving = new LinkedHashMap<>();
        for (EnvironmentView one : environments) {
            serving.put(one.name(), champion(one).map(this::said).orElse("nothing serves"));
        }
        return serving;
    }

    private Optional<DeploymentView> champion(EnvironmentView one) {
        return one.champions().stream()
                .filter(champion -> champion.model().equals(model))
                .findFirst();
    }

    private String said(DeploymentView champion) {
        return champion.version() + " since " + words.ago(champion.activatedAt());
    }

    /** Where it serves, with the deployments' pages. */
    public List<DeploymentView> getPlaces() {
        return environments.stream()
                .flatMap(one -> champion(one).stream())
                .filter(champion -> champion.version().equals(number))
                .toList();
    }

    public boolean isDeployable() {
        return version != null && version.stage().offered() && viewer.isOperator();
    }

    public List<EnvironmentView> getEnvironments() {
        if (environments.isEmpty()) {
            environments = deployments.environments(viewer.caller());
        }
        return environments;
    }

    public @Nullable ModelVersionView getVersion() {
        return version;
    }

    public @Nullable Evaluation getEvaluation() {
        return evaluation;
    }

    public String getModel() {
        return model;
    }

    public String getNumber() {
        return number;
    }

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }
}
