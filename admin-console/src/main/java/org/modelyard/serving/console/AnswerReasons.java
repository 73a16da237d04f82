package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.evaluation.service.Explanations;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;

/** Why a version answers as it does; where nobody can say, in words why not. */
@Named
@RequestScoped
public class AnswerReasons {

    @Inject
    private Explanations explanations;

    @Inject
    private ExplainedAnswers explained;

    @Inject
    private Viewer viewer;

    private @Nullable ReasonList reasons;
    private String problem = "";

    /**
     * Beside an answer, which stands all the same when it cannot be taken apart.
     *
     * @param version the one that has answered
     * @param inputs as a request has them
     */
    public void beside(String model, String version, Map<String, Object> inputs) {
        try {
            explain(model, version, inputs);
        } catch (Refusal.Conflict | Refusal.Unavailable | Refusal.Invalid refused) {
            problem = String.valueOf(refused.getMessage());
        }
    }

    /**
     * By itself.
     *
     * @param version a number, a range or an alias
     */
    public void explain(String model, String version, Map<String, Object> inputs) {
        reasons = ReasonList.of(explanations.of(viewer.caller(), model, version, inputs, null));
    }

    /** Of many answers, in order. */
    List<ExplainedAnswers.Explained> of(String model, List<PredictionRow> rows, List<PredictionOutcome> outcomes) {
        return explained.of(viewer.caller(), model, rows, outcomes);
    }

    /** Null until somebody has asked. */
    public @Nullable ReasonList getReasons() {
        return reasons;
    }

    /** Empty when there are reasons, or nobody has asked. */
    public String getProblem() {
        return problem;
    }
}
