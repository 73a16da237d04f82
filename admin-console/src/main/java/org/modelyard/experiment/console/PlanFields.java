package org.modelyard.experiment.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.CovariateWish;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.SizeQuestion;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/** Makes of what was typed what the API would be sent; what is empty is null, and so has the API's default. */
final class PlanFields {

    private final Typed typed;
    private final ExperimentSubject subject;
    private final List<FieldLine> variants;
    private final List<FieldLine> guardrails;

    PlanFields(
            Map<String, String> typed,
            ExperimentSubject subject,
            List<FieldLine> variants,
            List<FieldLine> guardrails) {
        this.typed = new Typed(typed);
        this.subject = subject;
        this.variants = variants;
        this.guardrails = guardrails;
    }

    /** Null where none was typed. */
    @Nullable
    String name() {
        return typed.text("name");
    }

    /**
     * As it may be drafted.
     *
     * @throws Refusal.Invalid with all that is wrong, also with the name
     */
    ExperimentWish wish() {
        ExperimentWish wish = read();
        List<FieldError> wrong = new ArrayList<>(typed.wrong());
        String name = name();
        add(wrong, () -> {
            if (name == null) {
                throw new Refusal.Invalid("name", "Give the experiment a name.");
            }
            Names.require("name", name);
        });
        add(wrong, wish::plan);
        Fields.check(wrong);
        return wish;
    }

    /** What could not be read is empty, of which the check says other things than of what was typed. */
    private static void add(List<FieldError> wrong, Runnable check) {
        try {
            check.run();
        } catch (Refusal.Invalid refused) {
            List<String> told = wrong.stream().map(FieldError::field).toList();
            refused.errors().stream().filter(one -> !told.contains(one.field())).forEach(wrong::add);
        }
    }

    private ExperimentWish read() {
        return new ExperimentWish(
                subject,
                variants.stream().map(this::variant).toList(),
                targeting(),
                typed.number("traffic"),
                typed.number("holdout"),
                typed.text("layer"),
                metric(FieldLine.PRIMARY),
                guardrails.stream().map(this::guardrail).toList(),
                typed.choice("rule", AnalysisRule.class),
                typed.number("alpha"),
                typed.number("power"),
                typed.whole("plannedUnits"),
                typed.time("duration"),
                typed.time("window"),
                subject == ExperimentSubject.VERSIONS ? typed.text("model") : null,
                subject == ExperimentSubject.CONTENT ? null : typed.text("environment"),
                segments(),
                typed.truth("cuped"),
                allocation(),
                covariate());
    }

    private @Nullable CovariateWish covariate() {
        String attribute = subject == ExperimentSubject.CONTENT ? null : typed.text("covariate.attribute");
        return attribute == null ? null : new CovariateWish(attribute);
    }

    private ExperimentWish.@Nullable Allocation allocation() {
        AllocationStrategy strategy = typed.choice("allocation.strategy", AllocationStrategy.class);
        Duration every = typed.time("allocation.every");
        Double floor = typed.number("allocation.floor");
        return strategy == null && every == null && floor == null
                ? null
                : new ExperimentWish.Allocation(strategy, every, floor);
    }

    /** What the chosen kind does not show was typed for another one, and is left out. */
    private ExperimentWish.@Nullable Variant variant(FieldLine line) {
        return new ExperimentWish.Variant(
                typed.text(line.at("name")),
                typed.number(line.at("share")),
                typed.exactly(line.at("content")),
                subject == ExperimentSubject.MODELS ? typed.text(line.at("model")) : null,
                subject == ExperimentSubject.CONTENT ? null : typed.text(line.at("version")));
    }

    private ExperimentWish.@Nullable Guard guardrail(FieldLine line) {
        return new ExperimentWish.Guard(metric(line.group("metric")), typed.number(line.at("tolerance")));
    }

    private ExperimentWish.Metric metric(FieldLine line) {
        Measure measure = Measure.of(typed.text(line.at("kind")));
        String event = typed.text(line.at("event"));
        if (measure.source() == MetricSource.FEEDBACK && event != null) {
            typed.refuse(line.at("event"), "Leave it empty: what is measured says which feedback it is.");
        }
        return new ExperimentWish.Metric(
                measure.kind(),
                measure.event() == null ? event : measure.event(),
                typed.text(line.at("denominator")),
                typed.number(line.at("quantile")),
                typed.truth(line.at("lowerIsBetter")),
                measure.source());
    }

    private ExperimentWish.@Nullable Target targeting() {
        String lines = typed.text("targeting.attributes");
        String condition = typed.text("targeting.condition") == null ? null : typed.exactly("targeting.condition");
        if (lines == null && condition == null) {
            return null;
        }
        Map<String, FeatureType> attributes = new LinkedHashMap<>();
        for (String line : (lines == null ? "" : lines).lines().toList()) {
            attribute(line, attributes);
        }
        return new ExperimentWish.Target(attributes, condition);
    }

    private void attribute(String line, Map<String, FeatureType> attributes) {
        int colon = line.lastIndexOf(':');
        String type = line.substring(colon + 1).strip().toUpperCase(Locale.ROOT);
        boolean known =
                Arrays.stream(FeatureType.values()).anyMatch(one -> one.name().equals(type));
        if (colon > 0 && known) {
            attributes.put(line.substring(0, colon).strip(), FeatureType.valueOf(type));
        } else if (!line.isBlank()) {
            typed.refuse(
                    "targeting.attributes",
                    "Write one a line, its name, a colon, and TEXT, CATEGORICAL, NUMERIC or BOOLEAN: country: CATEGORICAL");
        }
    }

    private @Nullable List<@Nullable String> segments() {
        String text = typed.text("segments");
        if (text == null) {
            return null;
        }
        List<@Nullable String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    /**
     * How many units it takes to find a difference.
     *
     * @throws Refusal.Invalid with all that is wrong
     */
    SizeQuestion.Size size() {
        SizeQuestion question = new SizeQuestion(
                typed.number("baseline"),
                typed.number("deviation"),
                typed.number("effect"),
                typed.number("alpha"),
                typed.number("power"),
                variants.size(),
                typed.choice("rule", AnalysisRule.class),
                typed.number("unitsPerDay"));
        Fields.check(typed.wrong());
        return question.answer();
    }
}
