package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.condition.Condition;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * A table of rules: the first whose condition holds answers, else what stands under {@code otherwise}.
 *
 * <p>The answer of a classification has a score, 1 where nothing else is said; the other labels share the rest equally.
 */
public final class RuleTable implements ScorerSpec {

    static final String TYPE = "rules";

    private static final int MOST = 1_000;
    private static final String OTHERWISE = "otherwise";
    /** Keeps the answered label the most probable one with two labels; more is needed with more. */
    private static final double LEAST_SCORE = 0.5;

    private final DeclaredSignature declared;
    private final List<Rule> rules;

    /** @param when null: it always holds */
    private record Rule(@Nullable Condition when, int label, double number, String because) {}

    private RuleTable(DeclaredSignature declared, List<Rule> rules) {
        this.declared = declared;
        this.rules = rules;
    }

    static RuleTable read(DocumentNode document) {
        document.only("type", "signature", "rules", OTHERWISE);
        DeclaredSignature declared = DeclaredSignature.read(document.child("signature"));
        Signature signature = declared.signature();
        List<FeatureSpec> features =
                signature.inputs().stream().map(Signature.Input::feature).toList();
        Schema schema = new Schema(signature.task(), "", features);
        List<Rule> rules = new ArrayList<>();
        for (DocumentNode rule : document.children("rules", MOST)) {
            rule.only("when", "answer", "score");
            String when = rule.text("when");
            rules.add(rule(rule, signature, Condition.parse(rule.at("when"), when, schema), when));
        }
        if (rules.isEmpty()) {
            throw document.wrong("rules", "Say at least one rule: {\"when\":\"a condition over inputs\",\"answer\"}.");
        }
        DocumentNode otherwise = document.child(OTHERWISE);
        otherwise.only("answer", "score");
        rules.add(rule(otherwise, signature, null, "no rule holds"));
        return new RuleTable(declared, rules);
    }

    private static Rule rule(DocumentNode rule, Signature signature, @Nullable Condition when, String because) {
        JsonNode answer = rule.raw("answer");
        if (signature.task() == Task.REGRESSION) {
            if (!answer.isNumber() || rule.has("score")) {
                throw rule.wrong("answer", "A regression answers a number, without a score.");
            }
            return new Rule(when, -1, answer.doubleValue(), because);
        }
        int label = answer.isTextual() ? signature.labels().indexOf(answer.textValue()) : -1;
        if (label < 0) {
            throw rule.wrong("answer", "This must be one of the labels " + signature.labels() + ".");
        }
        return new Rule(when, label, rule.number("score", LEAST_SCORE, 1, 1), because);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Signature signature() {
        return declared.signature();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("type", TYPE);
        document.set("signature", declared.toJson());
        ArrayNode list = document.putArray("rules");
        for (Rule rule : rules) {
            Condition when = rule.when();
            ObjectNode one = when == null
                    ? document.putObject(OTHERWISE)
                    : list.addObject().put("when", when.text());
            if (rule.label() < 0) {
                one.put("answer", rule.number());
            } else {
                one.put("answer", signature().labels().get(rule.label())).put("score", rule.number());
            }
        }
        return document;
    }

    @Override
    public Scorer open(Surroundings surroundings) {
        return new Table();
    }

    private final class Table implements Scorer {

        @Override
        public Signature signature() {
            return declared.signature();
        }

        @Override
        public Scores score(InputRow row) {
            return answer(met(row));
        }

        @Override
        public Scores score(InputRow row, Scores[] others, Asking asking) {
            int met = met(row);
            asking.answered(
                    met == rules.size() - 1 ? OTHERWISE : "rule " + (met + 1),
                    rules.get(met).because());
            return answer(met);
        }

        private int met(InputRow given) {
            InputRow row = declared.filled(given);
            for (int i = 0; i < rules.size(); i++) {
                Condition when = rules.get(i).when();
                if (when == null || when.holds(row)) {
                    return i;
                }
            }
            throw new IllegalStateException("the last rule always holds");
        }

        private Scores answer(int met) {
            Rule rule = rules.get(met);
            if (rule.label() < 0) {
                return new Scores.Valued(rule.number());
            }
            List<String> labels = declared.signature().labels();
            double[] probabilities = new double[labels.size()];
            java.util.Arrays.fill(probabilities, (1 - rule.number()) / (labels.size() - 1));
            probabilities[rule.label()] = rule.number();
            return new Scores.Labelled(labels, probabilities, rule.label());
        }
    }
}
