package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.explain.Explainer;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** Says of one answer what each input adds to it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Explanations {

    private static final int BACKGROUND = 100;
    private static final long SEED = 42;

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    @Inject
    private TrainingBackground backgrounds;

    /**
     * @param inputs as a prediction takes them
     * @param label the one to explain; null for the one that is answered
     * @throws Refusal.Invalid when the inputs do not fit the version, or there is no such label
     * @throws Refusal.Conflict when the version has no model here, or needs rows of its training, which was elsewhere
     */
    public Explanation of(
            Caller caller, String model, String wish, Map<String, Object> inputs, @Nullable String label) {
        caller.require(Role.REVIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        try (Scorer scorer = scorers.of(caller, version)) {
            return explained(caller, version, scorer, inputs, label);
        }
    }

    private Explanation explained(
            Caller caller,
            ModelVersionView version,
            Scorer scorer,
            Map<String, Object> inputs,
            @Nullable String label) {
        if (label != null && !scorer.signature().labels().contains(label)) {
            throw new Refusal.Invalid("label", "The model has no label '" + label + "'.");
        }
        Explainer exactly = new Explainer(scorer, null, Explainer.PAIRS, SEED);
        Explainer explainer = exactly.exact()
                ? exactly
                : new Explainer(
                        scorer, backgrounds.of(caller, version, scorer.signature(), BACKGROUND), Explainer.PAIRS, SEED);
        return explainer.explain(InputRows.read(scorer, "inputs", inputs), label);
    }
}
