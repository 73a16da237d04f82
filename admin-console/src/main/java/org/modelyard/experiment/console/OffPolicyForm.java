package org.modelyard.experiment.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.console.DotPlot;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.OffPolicyReading;
import org.modelyard.experiment.model.PolicyWish;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.OffPolicyEstimates;
import org.modelyard.experiment.service.OffPolicyView;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/** The part of an experiment's page that asks what another way to divide its units would have brought. Nothing is stored. */
@Named
@RequestScoped
public class OffPolicyForm {

    /** Comes along when it is sent. */
    private static final String FORM = "off-policy";

    @Inject
    private OffPolicyEstimates estimates;

    @Inject
    private ExperimentPage page;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private final Map<String, String> typed = new HashMap<>();
    private List<Share> shares = List.of();
    private FieldProblems problems = FieldProblems.NONE;
    private String refused = "";
    private @Nullable OffPolicyView found;

    /**
     * What is asked of a variant.
     *
     * @param field the API's name of it
     */
    public record Share(String variant, String field) {}

    @PostConstruct
    void ofThePage() {
        ExperimentView experiment = page.getExperiment();
        if (experiment != null && experiment.state() != ExperimentState.DRAFT && tells(experiment)) {
            ask(experiment.plan(), Links.optional(FORM) != null);
        }
    }

    private static boolean tells(ExperimentView experiment) {
        ExperimentWish.Metric metric = experiment.plan().metric();
        return metric != null && OffPolicyReading.tells(metric.kind());
    }

    /** The question that most people have, where none was typed: what if everybody had got the last variant? */
    void ask(ExperimentWish plan, boolean answered) {
        List<Share> all = new ArrayList<>();
        List<ExperimentWish.@Nullable Variant> variants = plan.variants();
        for (int i = 0; variants != null && i < variants.size(); i++) {
            ExperimentWish.Variant variant = variants.get(i);
            if (variant != null && variant.name() != null) {
                all.add(new Share(variant.name(), "shares." + variant.name()));
            }
        }
        shares = List.copyOf(all);
        if (!answered && !shares.isEmpty()) {
            typed.put(shares.get(shares.size() - 1).field(), "100 %");
        }
    }

    public void estimate() {
        try {
            found = estimates.of(viewer.caller(), page.getName(), wish());
        } catch (RuntimeException e) {
            if (!(Outage.rootOf(e) instanceof Refusal refusal)) {
                throw e;
            }
            problems = FieldProblems.of(e);
            refused = refusal instanceof Refusal.Invalid ? "" : String.valueOf(refusal.getMessage());
        }
    }

    /** @throws Refusal.Invalid naming every share that is no number */
    PolicyWish wish() {
        Typed read = new Typed(typed);
        Map<String, @Nullable Double> wanted = new LinkedHashMap<>();
        for (Share share : shares) {
            Double number = read.number(share.field());
            if (number != null) {
                wanted.put(share.variant(), number);
            }
        }
        Fields.check(read.wrong());
        return new PolicyWish(null, wanted);
    }

    /** Whether the experiment has units of whom it can be asked. */
    public boolean isPossible() {
        return !shares.isEmpty();
    }

    public List<Share> getShares() {
        return shares;
    }

    /** By the API's names of the fields. */
    public Map<String, String> getTyped() {
        return typed;
    }

    public FieldProblems getProblems() {
        return problems;
    }

    /** Why there is no answer, where no field is wrong; empty where there is one. */
    public String getRefused() {
        return refused;
    }

    /** Null before it was asked for. */
    public @Nullable OffPolicyView getFound() {
        return found;
    }

    public @Nullable String getVerdict() {
        OffPolicyWords told = told();
        return told == null ? null : told.verdict();
    }

    public @Nullable DotPlot getPicture() {
        OffPolicyWords told = told();
        return told == null ? null : told.picture();
    }

    public @Nullable String getSample() {
        OffPolicyWords told = told();
        return told == null ? null : told.sample();
    }

    private @Nullable OffPolicyWords told() {
        ExperimentView experiment = page.getExperiment();
        ExperimentWish.Metric metric =
                experiment == null ? null : experiment.plan().metric();
        return found == null || metric == null ? null : new OffPolicyWords(found, metric, words);
    }
}
