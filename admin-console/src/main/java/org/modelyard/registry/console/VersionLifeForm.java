package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.ApprovalDecision;
import org.modelyard.registry.service.ApprovalRequirement;
import org.modelyard.registry.service.ApprovalView;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.VersionLives;
import org.modelyard.serving.service.Promotions;

/** The part of a version's page that says who thinks what of it, and what becomes of it. */
@Named
@RequestScoped
public class VersionLifeForm {

    @Inject
    private Promotions promotions;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private ApprovalRequirement approvals;

    @Inject
    private VersionLives lives;

    @Inject
    private VersionPage page;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String number = "";
    private @Nullable String comment;
    private @Nullable String successor;
    /** Each phase of a request asks for it, and every environment has to be asked. */
    private @Nullable List<Unmet> unmet;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        number = Links.parameter("version");
    }

    /** Serves the environment that was chosen when this returns; what served before can come back. */
    public void promote() {
        attempt(
                () -> promotions.promote(viewer.caller(), model, number, page.getEnvironment()),
                number + " serves " + page.getEnvironment() + " now. Undo: roll back on the deployment's page.");
    }

    public void approve() {
        decide(ApprovalDecision.APPROVED);
    }

    public void reject() {
        decide(ApprovalDecision.REJECTED);
    }

    private void decide(ApprovalDecision decision) {
        attempt(
                () -> approvals.decide(
                        viewer.caller(),
                        model,
                        number,
                        new ApprovalRequirement.NewApproval(page.getEnvironment(), decision, blankless(comment))),
                "Your word on " + number + " for " + page.getEnvironment() + " is kept: " + decision + ".");
    }

    public void deprecate() {
        attempt(
                () -> lives.deprecate(viewer.caller(), model, number, blankless(successor), blankless(comment)),
                number + " is deprecated. Undo: Restore.");
    }

    public void archive() {
        attempt(
                () -> lives.archive(viewer.caller(), model, number, blankless(comment)),
                number + " is archived. Undo: Restore.");
    }

    public void restore() {
        attempt(() -> lives.restore(viewer.caller(), model, number), number + " is back.");
    }

    private void attempt(Notices.Action action, String done) {
        boolean succeeded = Notices.attempt(action);
        unmet = null;
        if (succeeded) {
            Notices.done(done);
            page.load();
        }
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * What is missing in some environments.
     *
     * @param environments where the same is missing, with commas between them
     * @param missing a sentence each
     */
    public record Unmet(String environments, List<String> missing) {}

    /** What policies still ask for before the version may serve, of every environment; empty when nothing. */
    public List<Unmet> getUnmet() {
        List<Unmet> known = unmet;
        if (known == null) {
            known = asked();
            unmet = known;
        }
        return known;
    }

    private List<Unmet> asked() {
        ModelVersionView version = page.getVersion();
        if (version == null || !version.stage().offered()) {
            return List.of();
        }
        Map<String, List<String>> missing = new LinkedHashMap<>();
        page.getEnvironments()
                .forEach(one -> missing.put(one.name(), policies.unmet(viewer.caller(), version, one.name())));
        return together(missing);
    }

    /** Environments in which the same is missing are told of at once; those in which nothing is are left out. */
    static List<Unmet> together(Map<String, List<String>> missing) {
        Map<List<String>, List<String>> environments = new LinkedHashMap<>();
        missing.forEach((environment, sentences) -> {
            if (!sentences.isEmpty()) {
                environments
                        .computeIfAbsent(sentences, none -> new ArrayList<>())
                        .add(environment);
            }
        });
        return environments.entrySet().stream()
                .map(entry -> new Unmet(String.join(", ", entry.getValue()), entry.getKey()))
                .toList();
    }

    /** Oldest first. */
    public List<ApprovalView> getApprovals() {
        return approvals.list(viewer.caller(), model, number).items();
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }

    public @Nullable String getSuccessor() {
        return successor;
    }

    public void setSuccessor(@Nullable String successor) {
        this.successor = successor;
    }
}
