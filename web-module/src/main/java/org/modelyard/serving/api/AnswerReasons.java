package org.modelyard.serving.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;

/** Why answers are what they are, as JSON. */
@ApplicationScoped
public class AnswerReasons {

    @Inject
    private ExplainedAnswers explained;

    /** One an outcome: null where there is no answer; where it cannot be explained, an object whose {@code problem} says why. */
    List<@Nullable String> of(Caller caller, String model, List<PredictionRow> rows, List<PredictionOutcome> outcomes) {
        List<@Nullable String> found = new ArrayList<>();
        for (ExplainedAnswers.Explained one : explained.of(caller, model, rows, outcomes)) {
            String problem = one.problem() == null
                    ? null
                    : JsonNodeFactory.instance
                            .objectNode()
                            .put("problem", one.problem())
                            .toString();
            found.add(one.explanation() == null ? problem : one.explanation().toJson());
        }
        return found;
    }
}
