package org.modelyard.evaluation.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.Advice;
import org.modelyard.evaluation.service.Cases;
import org.modelyard.evaluation.service.Explanations;
import org.modelyard.ml.advice.ContentAdvice;
import org.modelyard.ml.advice.Edit;
import org.modelyard.ml.advice.Suggestion;
import org.modelyard.ml.explain.Counterfactual;
import org.modelyard.ml.explain.Wanted;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.console.AnswerReasons;
import org.modelyard.serving.console.PredictPage;

/** What a version says of typed inputs beyond its answer: why, what would turn it, what would raise it, what is like it. */
@Named
@RequestScoped
public class AnswerAdvice {

    private static final int CASES = 5;

    @Inject
    private Explanations explanations;

    @Inject
    private Advice advice;

    @Inject
    private Cases cases;

    @Inject
    private AnswerReasons reasons;

    @Inject
    private PredictPage page;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private @Nullable Findings findings;

    public void why() {
        Notices.attempt(() -> reasons.explain(page.getModel(), version(), page.inputs()));
    }

    public void turn() {
        Notices.attempt(() -> {
            String label = explanations
                    .of(viewer.caller(), page.getModel(), version(), page.inputs(), null)
                    .label();
            if (label == null) {
                throw new Refusal.Invalid("label", "Only labels can be turned; a value is asked for over REST.");
            }
            Counterfactual found = advice.counterfactual(
                    viewer.caller(), page.getModel(), version(), page.inputs(), new Wanted.OtherThan(label), Set.of());
            findings = new Findings(
                    "What would be answered otherwise?",
                    found instanceof Counterfactual.NotFound none
                            ? none.reason()
                            : "The fewest changes that were found, with values that occur in training.",
                    List.of("Change", "Answer", "Score"),
                    found instanceof Counterfactual.Found all
                            ? all.alternatives().stream()
                                    .map(one -> List.of(
                                            one.changes().stream()
                                                    .map(change -> change.feature() + ": "
                                                            + (change.from() == null ? "–" : change.from()) + " → "
                                                            + change.to())
                                                    .collect(Collectors.joining("; ")),
                                            one.answer(),
                                            words.number(one.score())))
                                    .toList()
                            : List.of());
        });
    }

    public void raise() {
        Notices.attempt(() -> {
            ContentAdvice found =
                    advice.content(viewer.caller(), page.getModel(), version(), page.inputs(), Map.of(), null);
            findings = new Findings(
                    "What would be predicted more?",
                    found instanceof ContentAdvice.NothingBetter none ? none.reason() : ContentAdvice.NOTE,
                    List.of("Edit", "Predicted", "Gain", "Interval"),
                    found instanceof ContentAdvice.Suggested some
                            ? some.suggestions().stream().map(this::line).toList()
                            : List.of());
        });
    }

    private List<String> line(Suggestion one) {
        return List.of(
                one.edits().stream().map(Edit::words).collect(Collectors.joining(" ")),
                words.number(one.predicted()),
                words.number(one.gain()),
                one.interval() == null
                        ? String.valueOf(one.reason())
                        : words.number(one.interval().low()) + " to "
                                + words.number(one.interval().high()));
    }

    public void similar() {
        Notices.attempt(() -> {
            Cases.Suggested found = cases.similar(viewer.caller(), page.getModel(), version(), page.inputs(), CASES);
            findings = new Findings(
                    "Which solved cases are like it?",
                    "By the words that they share.",
                    List.of("Label", "Case", "Shared words", "Example"),
                    found.cases().stream()
                            .map(one -> List.of(
                                    one.label() == null ? words.number(one.value()) : one.label(),
                                    one.features().values().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(" · ")),
                                    String.join(", ", one.terms()),
                                    one.id().toString()))
                            .toList());
        });
    }

    private String version() {
        ModelVersionView version = page.getVersion();
        if (version == null) {
            throw new Refusal.NotFound("model", page.getModel());
        }
        return version.version();
    }

    /** Null until something was asked. */
    public @Nullable Findings getFindings() {
        return findings;
    }
}
