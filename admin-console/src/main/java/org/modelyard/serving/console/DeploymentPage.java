package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.service.DeploymentEnds;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/** One deployment: where it stands, and the way back. */
@Named
@RequestScoped
public class DeploymentPage {

    private static final double MILLIS = 1_000;
    private static final PageRequest FEW = new PageRequest(10, null);

    @Inject
    private ModelDeployments deployments;

    @Inject
    private DeploymentEnds ends;

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String id = "";
    private @Nullable String reason;
    private @Nullable DeploymentView deployment;
    private @Nullable DeploymentView lastGood;
    private @Nullable RolloutView rollout;
    private List<DeploymentView> history = List.of();

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        DeploymentView found = deployments.get(viewer.caller(), Ids.parse("deployment", id));
        deployment = found;
        rollout = rollouts.ofDeployment(viewer.caller(), found.id()).orElse(null);
        lastGood = deployments.lastGood(viewer.caller(), found.id()).orElse(null);
        history = deployments
                .list(viewer.caller(), found.model(), found.environment(), FEW)
                .items();
    }

    public void rollBack() {
        Notices.attempt(() -> {
            DeploymentView back = deployments.rollBack(viewer.caller(), Ids.parse("deployment", id));
            Links.go("/console/deployments/" + back.id());
        });
    }

    public void withdraw() {
        Notices.attempt(() -> {
            DeploymentView gone = ends.withdraw(viewer.caller(), Ids.parse("deployment", id), reason);
            Notices.done(gone.model() + " " + gone.version() + " is withdrawn from " + gone.environment()
                    + ". Undo: deploy it again from its page.");
            Links.go("/console/deployments/" + gone.id());
        });
    }

    /** Where it stands, in a sentence. */
    public String getVerdict() {
        if (deployment == null) {
            return "";
        }
        String what = deployment.model() + " " + deployment.version();
        return switch (deployment.state()) {
            case PENDING ->
                what + " is being loaded and tried; until it is ready, what served before goes on answering.";
            case ROLLING_OUT -> what + " is being rolled out in " + deployment.environment() + " beside what serves.";
            case ACTIVE ->
                what + " answers all requests in " + deployment.environment() + " since "
                        + words.exact(deployment.activatedAt()) + ".";
            case SUPERSEDED ->
                deployment.activatedAt() == null
                        ? "It never served: a newer deployment was ready first."
                        : "It served until " + words.exact(deployment.endedAt()) + ", when another version took over.";
            case ROLLED_BACK ->
                "It was rolled back at " + words.exact(deployment.endedAt())
                        + (deployment.problem() == null ? "." : ": " + deployment.problem());
            case WITHDRAWN ->
                "It serves no more since " + words.exact(deployment.endedAt()) + ". " + deployment.problem();
            case FAILED -> "It failed and does not serve: " + deployment.problem();
        };
    }

    /** Its time, for people. */
    public String getHealthCheck() {
        return deployment == null
                ? ""
                : "within " + words.number(deployment.healthCheckTimeout().toMillis() / MILLIS) + " s";
    }

    public boolean isServing() {
        return deployment != null && deployment.state() == DeploymentState.ACTIVE;
    }

    /** Whether the caller can go back from here. */
    public boolean isReversible() {
        return isServing() && lastGood != null && viewer.isOperator();
    }

    /** Whether the caller can end it with nothing in its place; a rollout is aborted instead. */
    public boolean isEndable() {
        return deployment != null
                && viewer.isOperator()
                && (isServing() || (deployment.state() == DeploymentState.PENDING && rollout == null));
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable DeploymentView getDeployment() {
        return deployment;
    }

    public @Nullable DeploymentView getLastGood() {
        return lastGood;
    }

    /** The one that it belongs to; null when it was immediate. */
    public @Nullable RolloutView getRollout() {
        return rollout;
    }

    public List<DeploymentView> getHistory() {
        return history;
    }

    public String getId() {
        return id;
    }
}
