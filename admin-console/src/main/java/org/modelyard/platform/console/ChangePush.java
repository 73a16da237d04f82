package org.modelyard.platform.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.modelyard.dataset.service.DatasetChanged;
import org.modelyard.evaluation.service.EvaluationChanged;
import org.modelyard.monitoring.service.AlertChanged;
import org.modelyard.monitoring.service.DriftReported;
import org.modelyard.registry.service.ImportChanged;
import org.modelyard.run.service.RunChanged;
import org.modelyard.scoring.service.ScoringChanged;
import org.modelyard.serving.service.DeploymentChanged;
import org.modelyard.training.service.TrainingProgressed;

/**
 * Tells the open pages of an organisation what has changed, by topic; a page that shows it asks for it anew. What
 * happens on another node is not told: a reload shows it.
 */
@ApplicationScoped
public class ChangePush {

    private static final System.Logger LOG = System.getLogger(ChangePush.class.getName());

    @Inject
    @Push(channel = "changes")
    private PushContext changes;

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AlertChanged change) {
        send("alerts", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DriftReported change) {
        send("drift", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeploymentChanged change) {
        send("deployments", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunChanged change) {
        send("runs", change.organisationId());
    }

    void on(@ObservesAsync TrainingProgressed change) {
        send("training", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DatasetChanged change) {
        send("datasets", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) EvaluationChanged change) {
        send("evaluations", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportChanged change) {
        send("imports", change.organisationId());
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScoringChanged change) {
        send("scorings", change.organisationId());
    }

    /** A page that cannot be reached must not disturb who changed something. */
    private void send(String topic, long organisationId) {
        try {
            changes.send(topic, Long.toString(organisationId));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the change of " + topic + " was not pushed", e);
        }
    }
}
