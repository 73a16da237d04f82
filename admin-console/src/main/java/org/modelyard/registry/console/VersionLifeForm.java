package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.ApprovalDecision;
import org.modelyard.registry.service.ApprovalRequirement;
import org.modelyard.registry.service.ApprovalView;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.VersionEdits;
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
    private VersionEdits edits;

    @Inject
    private VersionPage page;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String number = "";
    private String comment = "";
    private String successor = "";
    private String changeLog = "";
    private String tags = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        number = Links.parameter("version");
        ModelVersionView version = page.getVersion();
        if (version != null) {
            String said = version.said().changeLog();
            changeLog = said == null ? "" : said;
            tags = String.join(", ", version.tags());
        }
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

    public void say() {
        List<String> wanted = tags.isBlank()
                ? List.of()
                : List.of(tags.split(",")).stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
        attempt(
                () -> edits.say(viewer.caller(), model, number, new VersionEdits.Words(null, changeLog, wanted), null),
                "Kept.");
    }

    private void attempt(Notices.Action action, String done) {
        if (Notices.attempt(action)) {
            Notices.done(done);
            page.load();
        }
    }

    private static @Nullable String blankless(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** What the model's policy still asks for before the version may serve production; empty when nothing. */
    public List<String> getUnmet() {
        ModelVersionView version = page.getVersion();
        return version == null || !version.stage().offered()
                ? List.of()
                : policies.unmet(viewer.caller(), version, "production");
    }

    /** Oldest first. */
    public List<ApprovalView> getApprovals() {
        return approvals.list(viewer.caller(), model, number).items();
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment;
    }

    public String getSuccessor() {
        return successor;
    }

    public void setSuccessor(String successor) {
        this.successor = successor;
    }

    public String getChangeLog() {
        return changeLog;
    }

    public void setChangeLog(String changeLog) {
        this.changeLog = changeLog;
    }

    public String getTags() {
        return tags;
    }

    public void setTags(String tags) {
        this.tags = tags;
    }
}
