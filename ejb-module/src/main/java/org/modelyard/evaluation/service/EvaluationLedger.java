package org.modelyard.evaluation.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.registry.service.Registration;

/** The server's own steps with evaluations, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EvaluationLedger extends WorkLedger<VersionEvaluation> {

    @Inject
    private StoredEvaluations evaluations;

    @Inject
    private Registration registration;

    @Inject
    private Event<EvaluationChanged> changed;

    @Inject
    private Clock clock;

    /** What the job needs of its evaluation. */
    public record Task(UUID id, long organisationId, VersionEvaluation.Subject subject) {}

    @Override
    protected QueuedWorks<VersionEvaluation> works() {
        return evaluations;
    }

    @Override
    protected String called() {
        return "evaluation";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /**
     * What the usual gates say of a version.
     *
     * @param told false where too few rows were asked about to tell
     * @param failed gates that it does not pass, a sentence each: what a draft needs to become READY
     * @param files address by kind, for a version that nobody has measured before: what its drift is told by, its evaluation, how it treats groups
     */
    public record Examined(boolean told, List<String> failed, Map<String, String> files) {}

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        VersionEvaluation evaluation = changing(id);
        return evaluation.run(execution, now())
                ? Optional.of(new Task(id, evaluation.organisationId(), evaluation.subject()))
                : Optional.empty();
    }

    /** Where too few rows were asked about, a draft stays one, and says so: what so few say of it is luck. */
    public void complete(UUID id, VersionEvaluation.Result result, Examined examined) {
        VersionEvaluation evaluation = changing(id);
        evaluation.complete(result, now());
        VersionEvaluation.Subject subject = evaluation.subject();
        Caller server = Caller.server(evaluation.organisationId());
        if (examined.told()) {
            registration.measured(
                    server, subject.model(), subject.version(), result.metrics(), examined.failed(), examined.files());
        } else {
            registration.undecided(server, subject.model(), subject.version(), examined.failed());
        }
    }

    @Override
    protected VersionEvaluation changing(UUID id) {
        VersionEvaluation evaluation = super.changing(id);
        changed.fire(new EvaluationChanged(evaluation.organisationId()));
        return evaluation;
    }
}
