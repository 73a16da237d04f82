package org.modelyard.evaluation.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;

/** Takes answers apart that were just given, each by the version that gave it: some of a request may be a rollout's candidate's. */
@ApplicationScoped
public class ExplainedAnswers {

    @Inject
    private Explanations explanations;

    /**
     * Of one answer; both null where there is none.
     *
     * @param problem why it cannot be taken apart
     */
    public record Explained(@Nullable Explanation explanation, @Nullable String problem) {

        /** Where nobody has asked, or there is no answer. */
        public static final Explained NOTHING = new Explained(null, null);

        /** Null where there is no answer; an object whose {@code problem} says why where it cannot be taken apart. */
        public @Nullable String toJson() {
            if (explanation != null) {
                return explanation.toJson();
            }
            return problem == null
                    ? null
                    : JsonNodeFactory.instance
                            .objectNode()
                            .put("problem", problem)
                            .toString();
        }
    }

    /**
     * Before anybody is asked.
     *
     * @throws Refusal.Invalid when there are more than are explained in one request
     */
    public static void require(int rows) {
        if (rows > AnswerWish.MOST_EXPLAINED) {
            throw new Refusal.Invalid(
                    "explain",
                    "At most " + AnswerWish.MOST_EXPLAINED + " rows of a request are explained; these are " + rows
                            + ". Ask without reasons, or for fewer rows.");
        }
    }

    /** As JSON, one an outcome, in order: see {@link Explained#toJson}. */
    public List<@Nullable String> json(
            Caller caller, String model, List<PredictionRow> rows, List<PredictionOutcome> outcomes) {
        List<@Nullable String> texts = new ArrayList<>();
        of(caller, model, rows, outcomes).forEach(one -> texts.add(one.toJson()));
        return texts;
    }

    /** One an outcome, in order. What cannot be explained says why: the answers stand all the same. */
    public List<Explained> of(Caller caller, String model, List<PredictionRow> rows, List<PredictionOutcome> outcomes) {
        Map<String, List<Integer>> byVersion = new LinkedHashMap<>();
        List<Explained> found = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            found.add(Explained.NOTHING);
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
                    found.set(places.get(i), new Explained(given.get(i), null));
                }
            } catch (Refusal refused) {
                Explained unexplained = new Explained(null, String.valueOf(refused.getMessage()));
                places.forEach(place -> found.set(place, unexplained));
            }
        });
        return found;
    }
}
