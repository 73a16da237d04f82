package org.modelyard.registry.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.PromotionPolicies;

/** What a model's versions must fulfil before they serve: in sentences, and as the document that says so. */
@Named
@RequestScoped
public class PolicyForm {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** Where there is none yet: a beginning to change. */
    private static final PromotionPolicy BEGINNING =
            new PromotionPolicy(List.of("production"), null, null, Map.of(), Map.of(), 1);

    @Inject
    private PromotionPolicies policies;

    @Inject
    private Viewer viewer;

    private String model = "";
    private @Nullable PromotionPolicy policy;
    private String document = "";
    private String seen = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            policy = policies.of(viewer.caller(), model).orElse(null);
            seen = policy == null ? "" : Long.toString(PromotionPolicies.tag(policy));
            document = text(policy == null ? BEGINNING : policy);
        }
    }

    private static String text(PromotionPolicy policy) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    /** Refused when another has changed it meanwhile. */
    public void keep() {
        done(
                () -> policies.govern(viewer.caller(), model, wanted().checked(), expected()),
                "Kept: it holds at every door from now on.");
    }

    public void drop() {
        done(
                () -> policies.govern(viewer.caller(), model, null, expected()),
                "There is no policy any more: gates and stages alone decide. Undo: keep one again.");
    }

    private void done(Notices.Action action, String said) {
        if (Notices.attempt(action)) {
            Notices.done(said);
            Links.go("/console/models/" + model + "/settings#policy");
        }
    }

    private PromotionPolicy.Wanted wanted() {
        try {
            PromotionPolicy.Wanted wanted = JSON.readValue(document, PromotionPolicy.Wanted.class);
            if (wanted != null) {
                return wanted;
            }
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    "policy", "This is no policy: " + e.getOriginalMessage() + " Nothing was changed.");
            refusal.initCause(e);
            throw refusal;
        }
        throw new Refusal.Invalid("policy", "This is no policy. Nothing was changed.");
    }

    /** A page that has shown none does not overrule one that somebody has set since. */
    private @Nullable Long expected() {
        if (!seen.isEmpty()) {
            return Long.valueOf(seen);
        }
        return policy == null ? null : Long.valueOf(-1);
    }

    /** What it asks for, a sentence each. */
    public List<String> getSentences() {
        List<String> sentences = new ArrayList<>();
        if (policy == null) {
            return sentences;
        }
        sentences.add("It holds in " + String.join(", ", policy.environments()) + ".");
        if (policy.snapshot() != null) {
            sentences.add("A version must have been evaluated on the snapshot " + policy.snapshot() + ".");
        }
        if (policy.golden() != null) {
            sentences.add("A version must have been evaluated on the golden set '" + policy.golden() + "'.");
        }
        policy.gates().forEach((metric, gate) -> sentences.add(metric + " must be " + words(gate) + "."));
        policy.fairness()
                .forEach((feature, figures) -> figures.forEach((figure, gate) ->
                        sentences.add("By " + feature + ", " + figure + " must be " + words(gate) + ".")));
        if (policy.approvals() > 0) {
            sentences.add((policy.approvals() == 1 ? "One person" : policy.approvals() + " people")
                    + " other than its author must approve of it.");
        }
        return sentences;
    }

    private static String words(Gate gate) {
        Double least = gate.min();
        Double most = gate.max();
        return least == null ? "at most " + most : most == null ? "at least " + least : "from " + least + " to " + most;
    }

    public @Nullable PromotionPolicy getPolicy() {
        return policy;
    }

    public String getDocument() {
        return document;
    }

    /** @param document null where the field is empty: that is no policy, and is refused */
    public void setDocument(@Nullable String document) {
        this.document = document == null ? "" : document;
    }

    public String getSeen() {
        return seen;
    }

    /** @param seen null or empty where the page has shown none */
    public void setSeen(@Nullable String seen) {
        this.seen = seen == null ? "" : seen.matches("\\d{0,18}") ? seen : "-1";
    }
}
