package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.explain.Explainer;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.RefusingScorer;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.LoadedModels;

/** Says of one answer what each input adds to it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Explanations {

    private static final int BACKGROUND = 100;
    private static final long SEED = 42;

    /** Rows times inputs of one request, where they are sampled: each asks the model {@code 2 * Explainer.PAIRS} times. One row is always taken apart. */
    private static final long MOST_SAMPLED = 5_000;

    @Inject
    private Registry registry;

    @Inject
    private LoadedModels loaded;

    @Inject
    private ExplanationGate gate;

    @Inject
    private TrainingBackground backgrounds;

    /**
     * @param inputs as a prediction takes them
     * @param label the one to explain; null for the one that is answered
     * @throws Refusal.Invalid when the inputs do not fit the version, or there is no such label
     * @throws Refusal.Unavailable when too many are being explained
     * @throws Refusal.Conflict when the version has no model here, or needs rows of its training, which was elsewhere
     */
    public Explanation of(
            Caller caller, String model, String wish, Map<String, Object> inputs, @Nullable String label) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView version = registry.resolve(caller, model, wish);
        version.requireModel();
        return gate.inside(() -> explained(caller, version, scorer(version), inputs, label));
    }

    /**
     * Of answers that were just given.
     *
     * @param version its number
     * @param rows in the order of the version's inputs
     * @return one a row, in order
     * @throws Refusal.Invalid when they have too many inputs together to be sampled
     * @throws Refusal.Conflict when the version has no model here, or needs rows of its training, which was elsewhere
     */
    public List<Explanation> ofAll(Caller caller, String model, String version, List<InputRow> rows) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView known = registry.resolve(caller, model, version);
        known.requireModel();
        return gate.inside(() -> {
            Explainer explainer = explainer(caller, known, scorer(known));
            requireFew(explainer, rows.size());
            return rows.stream().map(row -> explainer.explain(row, null)).toList();
        });
    }

    static void requireFew(Explainer explainer, int rows) {
        long inputs = explainer.scorer().signature().inputs().size();
        if (rows > 1 && rows * inputs > MOST_SAMPLED && !explainer.exact()) {
            throw new Refusal.Invalid(
                    "explain",
                    "This model is taken apart by sampling, at most " + MOST_SAMPLED
                            + " values (rows times inputs) in a request; these are " + rows * inputs
                            + ". Ask for fewer rows with reasons.");
        }
    }

    /** As it answers: verified when it was loaded, and not to be closed here. */
    private Scorer scorer(ModelVersionView version) {
        Scorer scorer = loaded.onDemand(version.id()).scorer();
        return scorer instanceof ModelScorer ours ? ours : new RefusingScorer(scorer);
    }

    private Explanation explained(
            Caller caller,
            ModelVersionView version,
            Scorer scorer,
            Map<String, Object> inputs,
            @Nullable String label) {
        if (label != null && !scorer.signature().labels().contains(label)) {
            throw new Refusal.Invalid("label", "The model has no label '" + Texts.brief(label) + "'.");
        }
        return explainer(caller, version, scorer).explain(InputRows.read(scorer, "inputs", inputs), label);
    }

    private Explainer explainer(Caller caller, ModelVersionView version, Scorer scorer) {
        Explainer exactly = new Explainer(scorer, null, Explainer.PAIRS, SEED);
        return exactly.exact()
                ? exactly
                : new Explainer(
                        scorer, backgrounds.of(caller, version, scorer.signature(), BACKGROUND), Explainer.PAIRS, SEED);
    }
}
