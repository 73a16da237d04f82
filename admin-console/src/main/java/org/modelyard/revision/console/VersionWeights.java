package org.modelyard.revision.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.weights.FeatureWeight;
import org.modelyard.ml.weights.WeightChange;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.console.VersionPage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.revision.service.RevisionView;
import org.modelyard.revision.service.Weights;
import org.modelyard.revision.service.WeightsView;

/** The part of a linear version's page that shows its weights, beside another version's, and changes one. */
@Named
@RequestScoped
public class VersionWeights {

    /** By the trainer, so that a page need not read the model to know. */
    private static final Set<String> LINEAR =
            Set.of("logistic-regression", "linear-regression", "liblinear", "multinomial-naive-bayes");

    private static final int SHOWN = 20;

    @Inject
    private Weights weights;

    @Inject
    private VersionPage versions;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private @Nullable WeightsView page;
    private boolean asked;
    private String text = "";
    private String label = "";
    private String with = "";
    private String feature = "";
    private String favoured = "";
    private String set = "";
    private String least = "";
    private String most = "";
    private String fate = "";
    private String reason = "";

    @PostConstruct
    void fromRequest() {
        text = Links.parameter("weights");
        label = Links.parameter("label");
        with = Links.parameter("with");
        feature = Links.parameter("changing");
        favoured = Links.parameter("favoured");
    }

    public boolean isLinear() {
        ModelVersionView version = versions.getVersion();
        return version != null
                && !version.elsewhere()
                && LINEAR.contains(String.valueOf(version.lineage().trainer().get("type")));
    }

    /** Null when they cannot be shown; a notice says why. */
    public @Nullable WeightsView getPage() {
        ModelVersionView version = versions.getVersion();
        if (!asked && version != null) {
            asked = true;
            Notices.attempt(() -> page = weights.list(
                    viewer.caller(),
                    version.model(),
                    version.version(),
                    new Weights.Wanted(
                            null, given(with), given(text), given(label), false, SHOWN, Links.optional("after"))));
        }
        return page;
    }

    private static @Nullable String given(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }

    /** The address of the page with a weight filled in below. */
    public String editing(FeatureWeight weight) {
        return filter() + "&changing=" + encoded(weight.feature())
                + (weight.label() == null ? "" : "&favoured=" + encoded(weight.label()));
    }

    /** The address of the next page of weights. */
    public String getFollowing() {
        WeightsView shown = getPage();
        String next = shown == null ? null : shown.next();
        return filter() + (next == null ? "" : "&after=" + encoded(next));
    }

    private String filter() {
        return "weights=" + encoded(text) + "&label=" + encoded(label) + "&with=" + encoded(with);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** In words; empty when it may be anything. */
    public String laidDown(FeatureWeight weight) {
        FeatureWeight.Constraint constraint = weight.constraint();
        if (constraint == null) {
            return "";
        }
        if (constraint.frozen()) {
            return "frozen";
        }
        Double min = constraint.min();
        Double max = constraint.max();
        return (min == null ? "" : "at least " + words.number(min))
                + (min == null || max == null ? "" : ", ")
                + (max == null ? "" : "at most " + words.number(max));
    }

    /** Makes the version and leads to it. */
    public void change() {
        Notices.attempt(() -> {
            WeightChange change = new WeightChange(
                    given(feature),
                    given(favoured),
                    number("New weight", set),
                    number("At least", least),
                    number("At most", most),
                    fate.isEmpty() ? null : Boolean.valueOf(fate.equals("frozen")));
            RevisionView made = weights.change(
                    viewer.caller(),
                    versions.getModel(),
                    versions.getNumber(),
                    new Weights.NewWeights(List.of(change), reason));
            VersionCompression.show(made);
        });
    }

    private static @Nullable Double number(String field, String typed) {
        try {
            return typed.isBlank() ? null : Double.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(field, field + " is no number.");
        }
    }

    public String getText() {
        return text;
    }

    public String getLabel() {
        return label;
    }

    public String getWith() {
        return with;
    }

    public String getFeature() {
        return feature;
    }

    public void setFeature(String feature) {
        this.feature = feature;
    }

    public String getFavoured() {
        return favoured;
    }

    public void setFavoured(String favoured) {
        this.favoured = favoured;
    }

    public String getSet() {
        return set;
    }

    public void setSet(String set) {
        this.set = set;
    }

    public String getLeast() {
        return least;
    }

    public void setLeast(String least) {
        this.least = least;
    }

    public String getMost() {
        return most;
    }

    public void setMost(String most) {
        this.most = most;
    }

    public String getFate() {
        return fate;
    }

    public void setFate(String fate) {
        this.fate = fate;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
