package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.KeptDocument;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.PromotionPolicies;

/** What a model's versions must fulfil before they serve: in sentences, and as the document that says so. */
@Named
@RequestScoped
public class PolicyForm {

    /** Where there is none yet: a beginning to change. */
    private static final PromotionPolicy BEGINNING =
            new PromotionPolicy(List.of("production"), null, null, Map.of(), Map.of(), 1);

    @Inject
    private PromotionPolicies policies;

    @Inject
    private Viewer viewer;

    private String model = "";
    private final KeptDocument kept = new KeptDocument("policy");
    private @Nullable PromotionPolicy policy;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            policy = policies.of(viewer.caller(), model).orElse(null);
            kept.show(policy == null ? BEGINNING : policy, policy == null ? null : PromotionPolicies.tag(policy));
        }
    }

    /** Refused when another has changed it meanwhile. */
    public void keep() {
        done(
                () -> policies.govern(
                        viewer.caller(),
                        model,
                        kept.read(PromotionPolicy.Wanted.class).checked(),
                        expected()),
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

    /** A page that has shown none does not overrule one that somebody has set since. */
    private @Nullable Long expected() {
        return policy == null && kept.getSeen().isEmpty() ? null : Long.valueOf(kept.tag());
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
        sentences.addAll(PolicySentences.of(policy.gates(), policy.fairness(), policy.approvals()));
        return sentences;
    }

    public @Nullable PromotionPolicy getPolicy() {
        return policy;
    }

    public KeptDocument getKept() {
        return kept;
    }
}
