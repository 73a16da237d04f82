package org.modelyard.rollout.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.rollout.model.JudgementPlan;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutWish;

/** The part of a rollout's form that says what the version is judged by; what is left empty is as the strategy has it. */
@Named
@RequestScoped
public class JudgementForm {

    private static final String PATH = "strategy.judgement.";
    private static final String METRICS = PATH + "metrics";
    private static final String QUANTILE = PATH + "quantile";

    private final Map<String, String> typed = new HashMap<>();
    private final Map<String, Boolean> chosen = new HashMap<>();
    private boolean unjudged;
    private FieldProblems problems = FieldProblems.NONE;

    /**
     * What a version may be judged by.
     *
     * @param name the metric's
     * @param label in words for people who know no statistics
     * @param field the API's name of its tolerance
     * @param usual tolerance where none is typed; empty where one must be
     */
    public record Criterion(String name, String label, String hint, String field, String usual) {}

    /** In the API's order. */
    public List<Criterion> getCriteria() {
        return Arrays.stream(RolloutMetric.values())
                .map(metric ->
                        new Criterion(metric.name(), label(metric), hint(metric), tolerance(metric), usual(metric)))
                .toList();
    }

    private static String label(RolloutMetric metric) {
        return switch (metric) {
            case ERRORS -> "Errors";
            case LATENCY -> "Time to answer";
            case SCORES -> "How sure it is";
            case ACCURACY -> "Right answers";
            case VALUE -> "What answers are worth";
            case AGREEMENT -> "Same answers";
        };
    }

    private static String hint(RolloutMetric metric) {
        return switch (metric) {
            case ERRORS -> "Requests that fit the model and get no answer.";
            case LATENCY -> "Requests that take longer than most of those of the version that serves.";
            case SCORES ->
                "Answers less sure than nine tenths of those of the version that serves. Of classifications, not of numbers.";
            case ACCURACY ->
                "Answers that turn out wrong, as labels come in. Not for SHADOW, whose answers nobody gets.";
            case VALUE ->
                "The mean of what feedback tells as value. Say how much less may be let pass, in its unit: nobody else knows"
                        + " what is much. Of classifications; not for SHADOW.";
            case AGREEMENT -> "Answers other than those of the version that serves. For SHADOW alone.";
        };
    }

    private static String tolerance(RolloutMetric metric) {
        return PATH + "tolerances." + metric;
    }

    private static String usual(RolloutMetric metric) {
        return metric == RolloutMetric.VALUE ? "" : String.valueOf(metric.tolerance());
    }

    /**
     * What was chosen and typed; null where nothing was.
     *
     * @throws Refusal.Invalid naming every field that cannot be read
     */
    public RolloutWish.@Nullable Judgement wanted() {
        Typed read = new Typed(typed);
        List<RolloutMetric> metrics = Arrays.stream(RolloutMetric.values())
                .filter(metric -> Boolean.TRUE.equals(chosen.get(metric.name())))
                .toList();
        if (unjudged && !metrics.isEmpty()) {
            read.refuse(METRICS, "Untick what it is judged by, or that it is not judged.");
        }
        Map<RolloutMetric, Double> tolerances = new EnumMap<>(RolloutMetric.class);
        for (RolloutMetric metric : RolloutMetric.values()) {
            Double tolerance = read.number(tolerance(metric));
            if (tolerance != null) {
                tolerances.put(metric, tolerance);
            }
        }
        RolloutWish.Judgement judgement = new RolloutWish.Judgement(
                unjudged || !metrics.isEmpty() ? metrics : null,
                read.number(PATH + "alpha"),
                read.whole(PATH + "minimum"),
                read.number(QUANTILE),
                tolerances.isEmpty() ? null : tolerances);
        Fields.check(read.wrong());
        return judgement.equals(new RolloutWish.Judgement(null, null, null, null, null)) ? null : judgement;
    }

    /**
     * That everything which was typed is obeyed by something.
     *
     * @throws Refusal.Invalid naming what is about a metric that the rollout is not judged by, or all that makes no sense
     */
    public void requireObeyed(RolloutWish wish) {
        JudgementPlan plan = wish.plan().judgement();
        List<FieldError> wrong = new ArrayList<>();
        for (RolloutMetric metric : RolloutMetric.values()) {
            if (plan.tolerances().containsKey(metric) && !plan.metrics().contains(metric)) {
                wrong.add(new FieldError(
                        tolerance(metric), "It is not judged by this: tick it too, or leave the field empty."));
            }
        }
        RolloutWish.Judgement asked = wish.judgement();
        if (asked != null && asked.quantile() != null && !plan.metrics().contains(RolloutMetric.LATENCY)) {
            wrong.add(new FieldError(
                    QUANTILE, "It is not judged by the time to answer: tick that too, or leave the field empty."));
        }
        Fields.check(wrong);
    }

    /** Shows beside the fields what was refused. */
    public void refused(RuntimeException thrown) {
        problems = FieldProblems.of(thrown);
    }

    /** Whether something here is wrong: then it stays in sight. */
    public boolean isWrong() {
        return !problems.under("strategy.judgement").isEmpty();
    }

    /** What holds where nothing is typed. */
    public String getUsualAlpha() {
        return String.valueOf(JudgementPlan.ALPHA);
    }

    public String getUsualMinimum() {
        return String.valueOf(JudgementPlan.MINIMUM);
    }

    public String getUsualQuantile() {
        return String.valueOf(JudgementPlan.QUANTILE);
    }

    /** By the API's names of the fields. */
    public Map<String, String> getTyped() {
        return typed;
    }

    /** By the metrics' names. */
    public Map<String, Boolean> getChosen() {
        return chosen;
    }

    public FieldProblems getProblems() {
        return problems;
    }

    public boolean isUnjudged() {
        return unjudged;
    }

    public void setUnjudged(boolean unjudged) {
        this.unjudged = unjudged;
    }
}
