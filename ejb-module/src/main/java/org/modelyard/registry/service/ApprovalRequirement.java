package org.modelyard.registry.service;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Approval;
import org.modelyard.registry.entity.Approvals;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.ApprovalDecision;
import org.modelyard.registry.model.PromotionPolicy;

/** Who approves of a version for an environment; never its author, whichever token or door is used. */
@Stateless
@LocalBean
@Local(PromotionRequirement.class)
public class ApprovalRequirement implements PromotionRequirement {

    private static final int LONGEST_COMMENT = 10_000;

    @Inject
    private ModelVersions versions;

    @Inject
    private Registry registry;

    @Inject
    private Approvals approvals;

    @Inject
    private Champions champions;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @param decision APPROVED when null */
    public record NewApproval(
            @Nullable String environment, @Nullable ApprovalDecision decision, @Nullable String comment) {}

    /**
     * The caller's word on a version; an earlier one of the same person is replaced.
     *
     * @param version its number: a range may mean another by the time it is read
     * @throws Refusal.Forbidden when the caller has made the version
     */
    public Page<ApprovalView> decide(Caller caller, String model, String version, NewApproval wanted) {
        caller.require(Role.OPERATOR);
        champions.lock(caller, model);
        ModelVersion about = numbered(caller, model, version);
        String environment =
                Names.require("environment", wanted.environment() == null ? "production" : wanted.environment());
        String comment = wanted.comment();
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw new Refusal.Invalid("comment", "A comment has at most " + LONGEST_COMMENT + " characters.");
        }
        ApprovalDecision decision = wanted.decision() == null ? ApprovalDecision.APPROVED : wanted.decision();
        if (decision == ApprovalDecision.APPROVED && isAuthor(about, caller.person())) {
            throw new Refusal.Forbidden(
                    "You have made " + model + " " + version + ": somebody else must approve of it.");
        }
        Approval approval = approvals
                .of(about, environment, caller.person())
                .orElseGet(() -> Approval.of(about, environment, caller.person()));
        approval.decide(decision, comment, clock.instant());
        approvals.add(approval);
        audit.done(
                caller,
                "model.approve",
                "model/" + model + "/" + version,
                decision + " for " + environment + (comment == null ? "" : ": " + comment));
        return of(about);
    }

    /**
     * Oldest first.
     *
     * @param wish as {@link Registry#resolve} takes it
     */
    public Page<ApprovalView> list(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        return of(numbered(caller, model, registry.resolve(caller, model, wish).version()));
    }

    private Page<ApprovalView> of(ModelVersion version) {
        return new Page<>(approvals.of(version).stream().map(ApprovalView::of).toList(), null);
    }

    @Override
    public List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        List<String> missing = new ArrayList<>();
        ModelVersion about =
                versions.byId(version.id()).orElseThrow(() -> new Refusal.NotFound("version", version.version()));
        List<Approval> there = approvals.of(about).stream()
                .filter(approval -> approval.environment().equals(environment))
                .toList();
        there.stream()
                .filter(approval -> approval.decision() == ApprovalDecision.REJECTED)
                .forEach(approval -> missing.add(approval.person() + " has rejected it for " + environment
                        + (approval.comment() == null ? "." : ": " + approval.comment())));
        long approving = there.stream()
                .filter(approval -> approval.decision() == ApprovalDecision.APPROVED)
                .filter(approval -> !isAuthor(about, approval.person()))
                .count();
        if (approving < policy.approvals()) {
            missing.add("It has " + approving + " of " + policy.approvals() + " approvals for " + environment + ".");
        }
        return missing;
    }

    private static boolean isAuthor(ModelVersion version, String person) {
        String author = version.words().createdBy();
        return author != null && Caller.personOf(author).equals(person);
    }

    private ModelVersion numbered(Caller caller, String model, String version) {
        return versions.byText(caller.organisationId(), model, version)
                .filter(known ->
                        known.life().deletedAt() == null && known.model().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, version));
    }
}
