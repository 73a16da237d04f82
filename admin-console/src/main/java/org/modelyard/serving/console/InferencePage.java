package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.FeedbackView;
import org.modelyard.serving.service.InferenceLog;
import org.modelyard.serving.service.InferenceView;

/** One inference: what was asked and answered, which version and why, what became of it. */
@Named
@RequestScoped
public class InferencePage {

    @Inject
    private InferenceLog log;

    @Inject
    private Registry registry;

    @Inject
    private FeedbackForm feedback;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String id = "";
    private @Nullable InferenceView inference;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
    }

    public void load() {
        InferenceView found = log.get(viewer.caller(), Ids.parse("inference", id));
        inference = found;
        feedback.about(
                id,
                registry.version(viewer.caller(), found.model(), found.version())
                        .labels());
    }

    /** What it answered and whether that was right. */
    public String getVerdict() {
        if (inference == null) {
            return "";
        }
        return switch (inference.outcome()) {
            case REFUSED -> "The inputs did not fit the model, so it gave no answer.";
            case FAILED -> "The inputs fit, and the model failed on them.";
            case ANSWERED -> answer(inference) + judgement(inference.feedback());
        };
    }

    private String answer(InferenceView answered) {
        return answered.label() == null
                ? "It answered " + words.number(answered.value()) + "."
                : "It answered '" + answered.label() + "' with a score of " + words.percent(answered.score()) + ".";
    }

    private String judgement(List<FeedbackView> given) {
        if (given.isEmpty()) {
            return " Nobody has said yet whether that was right.";
        }
        FeedbackView last = given.get(given.size() - 1);
        String truth = last.label() != null
                ? "'" + last.label() + "'"
                : last.value() != null ? words.number(last.value()) : null;
        if (Boolean.TRUE.equals(last.correct())) {
            return " Feedback says that was right.";
        }
        if (Boolean.FALSE.equals(last.correct())) {
            return " Feedback says that was wrong" + (truth == null ? "." : ": it is " + truth + ".");
        }
        return truth == null
                ? " There is feedback, which does not say whether it was right."
                : " The truth is " + truth + ".";
    }

    /** Why this version answered. */
    public String getWhy() {
        return inference == null
                ? ""
                : RoutingWords.of(
                        inference.reason(), inference.environment(), inference.experiment(), inference.variant());
    }

    public List<Map.Entry<String, @Nullable Object>> getInputs() {
        return inference == null
                ? List.of()
                : List.copyOf(ScoreBar.object(inference.inputs()).entrySet());
    }

    public List<ScoreBar> getBars() {
        return inference == null ? List.of() : ScoreBar.of(inference.scores());
    }

    /** What was answered beside the target. */
    public List<OutputLine> getOutputs() {
        return inference == null ? List.of() : OutputLine.of(inference.outputs());
    }

    public @Nullable InferenceView getInference() {
        return inference;
    }

    public String getId() {
        return id;
    }
}
