package org.modelyard.serving.service;

import java.util.Optional;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.serving.entity.Deployment;

/** What people are told of deployments that are, or may be, lost. */
final class DeploymentAlerts {

    /** Kind: what served serves no more, since no node that lives can load it. That the file is damaged is an alert of its own. */
    static final String LOST = "DEPLOYMENT_LOST";

    private static final String LACKS = "NODE_LACKS_MODEL";
    private static final String MEMORY = "SERVES_FROM_MEMORY";

    private DeploymentAlerts() {}

    /**
     * It served, and serves no more.
     *
     * @param alert of which kind
     * @param next what comes back by itself
     */
    static AlertNeeded lost(Deployment deployment, String alert, String reason, Optional<Deployment> next) {
        return new AlertNeeded(
                deployment.organisationId(),
                Severity.CRITICAL,
                alert,
                "model/" + deployment.model(),
                deployment.model() + " " + deployment.modelVersion() + " no longer serves " + deployment.environment(),
                cut(reason)
                        + next.map(it -> " Version " + it.modelVersion() + " comes back by itself.")
                                .orElse(
                                        alert.equals(LOST)
                                                ? " Restore the artifact from a backup, or deploy another version."
                                                : " Deploy another version."));
    }

    /** It was to come back and does not, and nothing serves in its place: a cause of its own, since the alert before has said that it comes. */
    static AlertNeeded empty(Deployment rollback, String reason) {
        return new AlertNeeded(
                rollback.organisationId(),
                Severity.CRITICAL,
                LOST,
                "model/" + rollback.model() + "/rollback/" + rollback.publicId(),
                rollback.model() + " " + rollback.modelVersion() + " does not come back to " + rollback.environment(),
                cut(reason) + " Nothing serves there now. Deploy another version.");
    }

    /** Its file is not what was registered, and it goes on from memory. */
    static AlertNeeded damaged(DeploymentSteps.Step step, String reason) {
        return critical(
                step,
                MEMORY,
                "model/" + step.model(),
                "could not be loaded again",
                cut(reason)
                        + " It goes on from memory. Restore the artifact from a backup, or deploy"
                        + " another version, before a node starts.");
    }

    /** One node cannot load it, and others answer by it. */
    static AlertNeeded lacking(DeploymentSteps.Step step, String node, String reason) {
        return critical(
                step,
                LACKS,
                "model/" + step.model() + "/node/" + node,
                "cannot be loaded on node " + node,
                cut(reason) + " Node " + node
                        + " does not answer by it; nodes that have it in memory go on. Look at that"
                        + " node's store, restore the artifact from a backup, or deploy another version.");
    }

    private static AlertNeeded critical(
            DeploymentSteps.Step step, String kind, String subject, String what, String detail) {
        return new AlertNeeded(
                step.organisationId(),
                Severity.CRITICAL,
                kind,
                subject,
                step.model() + " in " + step.environment() + " " + what,
                detail);
    }

    private static String cut(String reason) {
        return Texts.cut(reason, DeploymentSteps.LONGEST_PROBLEM);
    }
}
