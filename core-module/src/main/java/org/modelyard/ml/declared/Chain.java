package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.condition.Condition;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/**
 * Versions that are asked in order until one's answer is good enough. It takes all inputs of its members by name; an input is required
 * where the member that is always asked first requires it. Its labels are those of all members.
 */
public final class Chain implements ScorerSpec {

    static final String TYPE = "chain";

    private static final int MOST_STEPS = 10;
    private static final int MOST_ATTRIBUTES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<FeatureSpec> attributes;
    private final List<ChainStep> steps;
    private final @Nullable DeclaredSignature declared;

    private Chain(List<FeatureSpec> attributes, List<ChainStep> steps, @Nullable DeclaredSignature declared) {
        this.attributes = List.copyOf(attributes);
        this.steps = List.copyOf(steps);
        this.declared = declared;
    }

    static Chain read(DocumentNode document) {
        document.only("type", "attributes", "steps", "signature");
        List<FeatureSpec> attributes = new ArrayList<>();
        for (DocumentNode one : document.children("attributes", MOST_ATTRIBUTES)) {
            one.only("name", "type");
            attributes.add(new FeatureSpec(one.text("name"), one.choice("type", FeatureType.class)));
        }
        boolean bound = document.has("signature");
        List<ChainStep> steps = new ArrayList<>();
        for (DocumentNode one : document.children("steps", MOST_STEPS)) {
            one.only("model", "version", "when", "minScore", "deadline", "sha256");
            String sha = one.optionalText("sha256");
            if (bound == (sha == null)) {
                throw one.wrong("sha256", "This and signature are found, not said: leave both out.");
            }
            steps.add(new ChainStep(
                    one.text("model"),
                    one.text("version"),
                    sha,
                    one.optionalText("when"),
                    one.number("minScore", 0, 1, 0),
                    one.time("deadline", LONGEST)));
        }
        if (steps.isEmpty()) {
            throw document.wrong("steps", "Say at least one step: {\"model\",\"version\"}.");
        }
        Chain chain = new Chain(attributes, steps, bound ? DeclaredSignature.read(document.child("signature")) : null);
        if (bound) {
            chain.conditions();
        }
        return chain;
    }

    /**
     * The chain of these members.
     *
     * @param members of each step, in order
     * @param shas of their stored models
     * @throws Refusal.Invalid when they do not go together, or a condition asks for what is not there
     */
    public Chain bound(List<Signature> members, List<String> shas) {
        List<ChainStep> known = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            known.add(steps.get(i).at(shas.get(i)));
        }
        Signature common = common(members);
        Chain chain = new Chain(
                attributes,
                known,
                new DeclaredSignature(common, InputRow.empty(common.inputs().size())));
        chain.conditions();
        return chain;
    }

    private Signature common(List<Signature> members) {
        Task task = members.get(0).task();
        Map<String, Signature.Input> inputs = new LinkedHashMap<>();
        Set<String> labels = new LinkedHashSet<>();
        for (int i = 0; i < members.size(); i++) {
            Signature member = members.get(i);
            String where = FIELD + ".steps[" + i + "]";
            if (member.task() != task) {
                throw new Refusal.Invalid(
                        where,
                        where + ": " + steps.get(i).name() + " answers " + member.task() + ", the first " + task + ".");
            }
            if (task == Task.REGRESSION && steps.get(i).minScore() > 0) {
                throw new Refusal.Invalid(
                        where + ".minScore", where + ".minScore: the answer of a regression has no score.");
            }
            boolean always = i == 0 && steps.get(0).when() == null;
            for (Signature.Input input : member.inputs()) {
                FeatureSpec feature = input.feature();
                Signature.Input before = inputs.get(feature.name());
                if (before != null && before.feature().type() != feature.type()) {
                    throw new Refusal.Invalid(
                            where,
                            where + ": '" + feature.name() + "' is " + feature.type() + " for "
                                    + steps.get(i).name() + " and "
                                    + before.feature().type() + " for a member before it.");
                }
                boolean sensitive = feature.sensitive()
                        || (before != null && before.feature().sensitive());
                boolean required = (always && input.required()) || (before != null && before.required());
                inputs.put(
                        feature.name(),
                        new Signature.Input(new FeatureSpec(feature.name(), feature.type(), sensitive), required));
            }
            labels.addAll(member.labels());
        }
        return new Signature(task, List.copyOf(inputs.values()), List.copyOf(labels));
    }

    /** Of each step; null: none. */
    private List<@Nullable Condition> conditions() {
        List<FeatureSpec> features = new ArrayList<>();
        signature().inputs().forEach(input -> features.add(input.feature()));
        Set<String> names = new LinkedHashSet<>();
        features.forEach(feature -> names.add(feature.name()));
        for (FeatureSpec attribute : attributes) {
            if (!names.add(attribute.name())) {
                throw new Refusal.Invalid(
                        FIELD + ".attributes",
                        FIELD + ".attributes: '" + attribute.name() + "' is an input, or named twice.");
            }
        }
        features.addAll(attributes);
        Schema schema = new Schema(signature().task(), "", features);
        List<@Nullable Condition> conditions = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String when = steps.get(i).when();
            conditions.add(when == null ? null : Condition.parse(FIELD + ".steps[" + i + "].when", when, schema));
        }
        return conditions;
    }

    public List<ChainStep> steps() {
        return steps;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Signature signature() {
        return Objects.requireNonNull(declared, "the chain is not bound").signature();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("type", TYPE);
        ArrayNode said = document.putArray("attributes");
        attributes.forEach(attribute -> said.addObject()
                .put("name", attribute.name())
                .put("type", attribute.type().name()));
        ArrayNode list = document.putArray("steps");
        for (ChainStep step : steps) {
            ObjectNode one = list.addObject()
                    .put("model", step.model())
                    .put("version", step.version())
                    .put("sha256", step.sha256())
                    .put("minScore", step.minScore());
            if (step.when() != null) {
                one.put("when", step.when());
            }
            Duration deadline = step.deadline();
            if (deadline != null) {
                one.put("deadline", deadline.toString());
            }
        }
        document.set(
                "signature",
                Objects.requireNonNull(declared, "the chain is not bound").toJson());
        return document;
    }

    @Override
    public Scorer open(Surroundings surroundings) {
        List<Scorer> members = new ArrayList<>();
        try {
            for (ChainStep step : steps) {
                members.add(surroundings.member(String.valueOf(step.sha256())));
            }
            return new ChainScorer(signature(), attributes, steps, conditions(), members);
        } catch (RuntimeException e) {
            members.forEach(Scorer::close);
            throw e;
        }
    }
}
