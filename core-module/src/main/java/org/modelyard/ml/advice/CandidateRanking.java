package org.modelyard.ml.advice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explainer;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.explain.Explanation.Scale;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Candidates in the order of what a model predicts for them, such as the products that one customer could be shown.
 *
 * @param label whose probability is ranked by; null for a regression
 * @param asked how many candidates there were
 * @param scale unit of the reasons; null where there are none
 * @param candidates the best, the greatest score first, of equal ones the first given
 */
public record CandidateRanking(@Nullable String label, int asked, @Nullable Scale scale, List<Candidate> candidates) {

    /** How many reasons a candidate has. */
    public static final int REASONS = 5;

    public static final int MOST_CANDIDATES = 10_000;

    /**
     * One of them.
     *
     * @param position among the candidates given, from 0
     * @param score the label's probability, or the value
     * @param reasons the inputs that add or take most, the weightiest first; empty where the model can only be sampled
     */
    public record Candidate(int position, double score, List<Contribution> reasons) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }

    public CandidateRanking {
        candidates = List.copyOf(candidates);
    }

    /**
     * The inputs of the unit together with those of each candidate.
     *
     * @param unit inputs by name that all candidates share
     * @param candidates inputs by name
     * @return one map a candidate
     * @throws Refusal.Invalid when there is no candidate or there are too many, one is null, or the unit and a candidate name the same input
     */
    public static List<Map<String, Object>> join(Map<String, ?> unit, List<? extends Map<String, ?>> candidates) {
        if (candidates.isEmpty() || candidates.size() > MOST_CANDIDATES) {
            throw new Refusal.Invalid("candidates", "Give 1 to " + MOST_CANDIDATES + " candidates.");
        }
        List<Map<String, Object>> joined = new ArrayList<>();
        List<Map<String, ?>> given = Fields.all("candidates", candidates);
        for (int i = 0; i < given.size(); i++) {
            int place = i;
            Map<String, Object> row = new LinkedHashMap<>(unit);
            row.putAll(given.get(i));
            joined.add(row);
            List<FieldError> clashes = given.get(i).keySet().stream()
                    .filter(unit::containsKey)
                    .map(name -> new FieldError(
                            "candidates[" + place + "]." + Texts.brief(name),
                            "'" + Texts.brief(name)
                                    + "' is given for the unit as well; leave it out of one of the two."))
                    .toList();
            if (!clashes.isEmpty()) {
                throw new Refusal.Invalid(clashes.get(0).message(), clashes);
            }
        }
        return joined;
    }

    /**
     * Asks the scorer once about each candidate, about as many together as it takes best. Those whose answer is no finite number are not ranked.
     *
     * @param rows in the order of the signature's inputs, one a candidate
     * @param label whose probability is ranked by; null for a regression, and for the second of two
     * @param top how many are wanted, at least 1; only those have reasons
     * @throws Refusal.Invalid when there is no such label, or more than two and none is named
     */
    public static CandidateRanking of(Scorer scorer, List<InputRow> rows, @Nullable String label, int top) {
        return of(scorer, scorer, rows, label, top);
    }

    /**
     * The same where the one that is asked stands before the one that can be taken apart, as to keep an eye on the time.
     *
     * @param asked about each candidate
     * @param scorer that the reasons are read from
     */
    public static CandidateRanking of(
            Scorer asked, Scorer scorer, List<InputRow> rows, @Nullable String label, int top) {
        if (top < 1) {
            throw new IllegalArgumentException(top + " candidates");
        }
        String wanted = ContentAdvisor.label(scorer.signature(), label);
        double[] scores = scores(asked, rows, wanted);
        Explainer explainer = new Explainer(scorer, null, 0, 0);
        Scale scale = null;
        List<Candidate> best = new ArrayList<>();
        for (int position : IntStream.range(0, scores.length)
                .filter(i -> Double.isFinite(scores[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(top)
                .toList()) {
            List<Contribution> reasons = List.of();
            if (explainer.exact()) {
                Explanation explanation = explainer.explain(rows.get(position), wanted);
                scale = explanation.scale();
                reasons = explanation.contributions().stream()
                        .filter(one -> one.contribution() != 0)
                        .sorted(Comparator.comparingDouble((Contribution one) -> -Math.abs(one.contribution())))
                        .limit(REASONS)
                        .toList();
            }
            best.add(new Candidate(position, scores[position], reasons));
        }
        return new CandidateRanking(wanted, scores.length, scale, best);
    }

    private static double[] scores(Scorer asked, List<InputRow> rows, @Nullable String label) {
        double[] scores = new double[rows.size()];
        int together = asked.batch();
        for (int from = 0; from < scores.length; from += together) {
            InputRow[] some =
                    rows.subList(from, Math.min(scores.length, from + together)).toArray(InputRow[]::new);
            Scores[] answers = together == 1 ? new Scores[] {asked.score(some[0])} : asked.scoreAll(some);
            for (int i = 0; i < some.length; i++) {
                scores[from + i] = ContentAdvisor.told(answers[i], label);
            }
        }
        return scores;
    }

    public String toJson() {
        ObjectNode root = MetricJson.object();
        MetricJson.text(root, "label", label);
        root.put("asked", asked);
        MetricJson.text(root, "scale", scale == null ? null : scale.name());
        ArrayNode all = root.putArray("candidates");
        for (Candidate one : candidates) {
            ObjectNode node = all.addObject().put("position", one.position());
            MetricJson.number(node, "score", one.score());
            ArrayNode reasons = node.putArray("reasons");
            for (Contribution reason : one.reasons()) {
                ObjectNode entry = reasons.addObject().put("feature", reason.feature());
                entry.put("value", reason.value());
                MetricJson.number(entry, "contribution", reason.contribution());
            }
        }
        return root.toString();
    }
}
