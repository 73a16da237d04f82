package org.modelyard.serving.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.service.Explanations;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;

/** Takes answers apart that were just given, each by the version that gave it. */
@ApplicationScoped
public class AnswerReasons {

    @Inject
    private Explanations explanations;

    /** As JSON, one an outcome: null where there is no answer; where it cannot be explained, an object whose {@code problem} says why. */
    List<@Nullable String> of(Caller caller, String model, List<PredictionRow> rows, List<PredictionOutcome> outcomes) {
        Map<String, List<Integer>> byVersion = new LinkedHashMap<>();
        List<@Nullable String> found = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            found.add(null);
            if (outcomes.get(i) instanceof PredictionOutcome.Answered answered) {
                byVersion
                        .computeIfAbsent(answered.version(), first -> new ArrayList<>())
                        .add(i);
            }
        }
        byVersion.forEach((version, places) -> {
            List<InputRow> inputs =
                    places.stream().map(place -> rows.get(place).inputs()).toList();
            try {
                List<Explanation> given = explanations.ofAll(caller, model, version, inputs);
                for (int i = 0; i < given.size(); i++) {
                    found.set(places.get(i), given.get(i).toJson());
                }
            } catch (Refusal refused) { // the answers stand all the same
                String problem = JsonNodeFactory.instance
                        .objectNode()
                        .put("problem", String.valueOf(refused.getMessage()))
                        .toString();
                places.forEach(place -> found.set(place, problem));
            }
        });
        return found;
    }
}
