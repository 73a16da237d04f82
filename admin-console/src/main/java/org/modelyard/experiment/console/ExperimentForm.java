package org.modelyard.experiment.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.SizeQuestion;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;

/**
 * Drafts an experiment, or plans a draft anew, through the service that the API uses; what is refused is shown beside its field, with what
 * was typed.
 */
@Named
@RequestScoped
public class ExperimentForm {

    private static final int LEAST_VARIANTS = 2;
    private static final int MOST_VARIANTS = 20;
    private static final int MOST_GUARDRAILS = 10;
    /** The size that was worked out and filled in, in a hidden field: it may be replaced, and what somebody typed may not. */
    private static final String TAKEN_OVER = "takenOver";
    /** No draft has changed so often. */
    private static final long NEVER_SEEN = -1;

    @Inject
    private Experiments experiments;

    @Inject
    private Viewer viewer;

    private String kind = ExperimentSubject.CONTENT.name();
    private String variantCount = String.valueOf(LEAST_VARIANTS);
    private String guardrailCount = "0";
    private final Map<String, String> typed = new HashMap<>();
    private FieldProblems problems = FieldProblems.NONE;
    private SizeQuestion.@Nullable Size size;
    private boolean measured;
    private String draftName = "";
    private String seen = "";
    private boolean started;

    /** The kind and the numbers decide which fields there are, so they must be known before those are read. */
    @PostConstruct
    void fromRequest() {
        String model = Links.optional("versionsOf");
        if (model != null) {
            kind = ExperimentSubject.VERSIONS.name();
            typed.put("model", model);
        }
        draftName = Links.parameter("draft");
        if (isChanging()) {
            typed.put("name", draftName); // is shown, and cannot be typed
            if (!FacesContext.getCurrentInstance().isPostback()) {
                fill(experiments.get(viewer.caller(), draftName));
            }
        }
        String asked = Links.parameter("kind");
        kind = getKinds().containsKey(asked) ? asked : kind;
        String variants = Links.parameter("variantCount");
        variantCount = getVariantCounts().contains(variants) ? variants : variantCount;
        String guardrails = Links.parameter("guardrailCount");
        guardrailCount = getGuardrailCounts().contains(guardrails) ? guardrails : guardrailCount;
    }

    /** As the draft is now. */
    void fill(ExperimentView draft) {
        ExperimentWish plan = draft.plan();
        typed.putAll(PlanTexts.of(draft.name(), plan));
        kind = plan.subject() == null ? kind : plan.subject().name();
        variantCount = plan.variants() == null
                ? variantCount
                : String.valueOf(plan.variants().size());
        guardrailCount = plan.guardrails() == null
                ? guardrailCount
                : String.valueOf(plan.guardrails().size());
        seen = String.valueOf(draft.changes());
        started = draft.state() != ExperimentState.DRAFT;
    }

    /** Leads to the experiment's page, which starts it. */
    public void draft() {
        keep(fields -> experiments.create(viewer.caller(), fields.name(), fields.wish()));
    }

    /** Refused when it has been started, or another has changed it, since the form was shown. */
    public void change() {
        keep(fields -> experiments.change(viewer.caller(), draftName, fields.wish(), expected()));
    }

    private long expected() {
        return seen.matches("\\d{1,18}") ? Long.parseLong(seen) : NEVER_SEEN;
    }

    private void keep(Function<PlanFields, ExperimentView> how) {
        Notices.attempt(() -> {
            try {
                Links.go("/console/experiments/" + how.apply(fields()).name());
            } catch (RuntimeException e) {
                problems = FieldProblems.of(e);
                throw e;
            }
        });
    }

    /** Nothing is stored; the size is taken over where none was typed, and where the present one was taken over too. */
    public void measure() {
        measured = true;
        try {
            SizeQuestion.Size found = fields().size();
            size = found;
            String planned = typed.get("plannedUnits");
            if (planned == null || planned.isBlank() || planned.strip().equals(typed.get(TAKEN_OVER))) {
                String units = String.valueOf(found.units());
                typed.put("plannedUnits", units);
                typed.put(TAKEN_OVER, units);
            }
        } catch (Refusal.Invalid refused) {
            problems = FieldProblems.of(refused);
        }
    }

    private PlanFields fields() {
        return new PlanFields(typed, ExperimentSubject.valueOf(kind), getVariants(), getGuardrails());
    }

    /** Whether a draft is changed that is there already. */
    public boolean isChanging() {
        return !draftName.isEmpty();
    }

    /** Whether it is none any more, so that nothing of it can be changed. */
    public boolean isStarted() {
        return started;
    }

    public String getDraftName() {
        return draftName;
    }

    public String getSeen() {
        return seen;
    }

    /** @param seen null where the page has shown none: then nothing is changed */
    public void setSeen(@Nullable String seen) {
        this.seen = Objects.requireNonNullElse(seen, "");
    }

    /** By what is sent: what is shown. */
    public Map<String, String> getKinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(ExperimentSubject.CONTENT.name(), "content that an application shows");
        kinds.put(ExperimentSubject.VERSIONS.name(), "versions of one model");
        kinds.put(ExperimentSubject.MODELS.name(), "whole models");
        return kinds;
    }

    public Map<String, String> getRules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("", "as it suits what is measured");
        rules.put(AnalysisRule.SEQUENTIAL.name(), "look as often as you like");
        rules.put(AnalysisRule.EXACT.name(), "the same, also at few units");
        rules.put(AnalysisRule.FIXED_HORIZON.name(), "look once, at the planned units");
        rules.put(AnalysisRule.BAYESIAN.name(), "by the chance to be better");
        return rules;
    }

    /** How units are divided while it runs. */
    public Map<String, String> getStrategies() {
        Map<String, String> strategies = new LinkedHashMap<>();
        strategies.put("", "shares stay as they are");
        strategies.put(AllocationStrategy.THOMPSON.name(), "more of what does well");
        return strategies;
    }

    /** Which way a metric is good. */
    public Map<String, String> getDirections() {
        Map<String, String> directions = new LinkedHashMap<>();
        directions.put("", "more (of a time: less)");
        directions.put("false", "more");
        directions.put("true", "less");
        return directions;
    }

    public List<Measure> getMeasures() {
        return Measure.ALL;
    }

    public List<String> getVariantCounts() {
        return numbers(LEAST_VARIANTS, MOST_VARIANTS);
    }

    public List<String> getGuardrailCounts() {
        return numbers(0, MOST_GUARDRAILS);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    public FieldLine getMetric() {
        return FieldLine.PRIMARY;
    }

    public List<FieldLine> getVariants() {
        return FieldLine.of("variants", Integer.parseInt(variantCount));
    }

    public List<FieldLine> getGuardrails() {
        return FieldLine.of("guardrails", Integer.parseInt(guardrailCount));
    }

    public boolean isContent() {
        return kind.equals(ExperimentSubject.CONTENT.name());
    }

    public boolean isVersions() {
        return kind.equals(ExperimentSubject.VERSIONS.name());
    }

    public boolean isModels() {
        return kind.equals(ExperimentSubject.MODELS.name());
    }

    /** By the API's names of the fields. */
    public Map<String, String> getTyped() {
        return typed;
    }

    public FieldProblems getProblems() {
        return problems;
    }

    /** Null before it was asked for. */
    public SizeQuestion.@Nullable Size getSize() {
        return size;
    }

    /** Whether the size was asked for: then the question stays in sight. */
    public boolean isMeasured() {
        return measured;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = Objects.requireNonNullElse(kind, this.kind); // Faces gives null for an empty field
    }

    public String getVariantCount() {
        return variantCount;
    }

    public void setVariantCount(@Nullable String variantCount) {
        this.variantCount = Objects.requireNonNullElse(variantCount, this.variantCount);
    }

    public String getGuardrailCount() {
        return guardrailCount;
    }

    public void setGuardrailCount(@Nullable String guardrailCount) {
        this.guardrailCount = Objects.requireNonNullElse(guardrailCount, this.guardrailCount);
    }
}
