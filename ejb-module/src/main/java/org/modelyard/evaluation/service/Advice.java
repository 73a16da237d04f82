package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.advice.AdvicePlan;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.advice.ContentAdvice;
import org.modelyard.ml.advice.ContentAdvisor;
import org.modelyard.ml.explain.Counterfactual;
import org.modelyard.ml.explain.CounterfactualSearch;
import org.modelyard.ml.explain.Wanted;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;

/** What a version suggests to do: edits that raise its prediction, the order of candidates, changes that lead to another answer. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Advice {

    private static final int BACKGROUND = 1_000;

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    @Inject
    private VersionMembers members;

    @Inject
    private TrainingBackground backgrounds;

    /**
     * Edits of one row that raise the prediction; with intervals where the version keeps the models of its folds.
     *
     * @param plan as {@link AdvicePlan#parse} reads it; empty: what suits the inputs
     * @param label whose probability is to be raised; null for a regression and for the second of two
     */
    public ContentAdvice content(
            Caller caller,
            String model,
            String wish,
            Map<String, Object> inputs,
            Map<String, Object> plan,
            @Nullable String label) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView version = registry.resolve(caller, model, wish);
        try (Scorer scorer = scorers.of(caller, version)) {
            AdvicePlan wanted = AdvicePlan.parse("plan", plan, scorer.signature());
            return new ContentAdvisor(scorer, members.of(caller, version, scorer), wanted)
                    .advise(InputRows.read(scorer, "inputs", inputs), label);
        }
    }

    /**
     * Candidates for one unit, the best first.
     *
     * @param unit inputs that all candidates share
     * @param top how many are wanted
     */
    public CandidateRanking ranking(
            Caller caller,
            String model,
            String wish,
            Map<String, Object> unit,
            List<Map<String, Object>> candidates,
            @Nullable String label,
            int top) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        try (Scorer scorer = scorers.of(caller, registry.resolve(caller, model, wish))) {
            List<Map<String, Object>> joined = CandidateRanking.join(unit, candidates);
            List<InputRow> rows = new ArrayList<>();
            for (int i = 0; i < joined.size(); i++) {
                rows.add(InputRows.read(scorer, "candidates[" + i + "]", joined.get(i)));
            }
            return CandidateRanking.of(scorer, rows, label, top);
        }
    }

    /**
     * The fewest changes of a row that lead to the wanted answer.
     *
     * @param fixed inputs that cannot be changed; sensitive ones never are
     */
    public Counterfactual counterfactual(
            Caller caller, String model, String wish, Map<String, Object> inputs, Wanted wanted, Set<String> fixed) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView version = registry.resolve(caller, model, wish);
        try (Scorer scorer = scorers.of(caller, version)) {
            return counterfactual(caller, version, scorer, inputs, wanted, fixed);
        }
    }

    private Counterfactual counterfactual(
            Caller caller,
            ModelVersionView version,
            Scorer scorer,
            Map<String, Object> inputs,
            Wanted wanted,
            Set<String> fixed) {
        String label = wanted instanceof Wanted.Label one
                ? one.label()
                : wanted instanceof Wanted.OtherThan other ? other.label() : null;
        if (label != null && !scorer.signature().labels().contains(label)) {
            throw new Refusal.Invalid("wanted", "The model has no label '" + Texts.brief(label) + "'.");
        }
        InputRow row = InputRows.read(scorer, "inputs", inputs);
        try {
            return new CounterfactualSearch(
                            scorer,
                            backgrounds.of(caller, version, scorer.signature(), BACKGROUND),
                            fixed,
                            CounterfactualSearch.MOST_CHANGES,
                            CounterfactualSearch.MOST_ASKED)
                    .find(row, wanted);
        } catch (IllegalArgumentException e) {
            Refusal.Invalid refusal =
                    new Refusal.Invalid("wanted", "That cannot be looked for: " + e.getMessage() + ".");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
