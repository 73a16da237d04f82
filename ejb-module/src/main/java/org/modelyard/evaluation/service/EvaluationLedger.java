package org.modelyard.evaluation.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registration;

/** The server's own steps with evaluations, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EvaluationLedger implements WorkQueue {

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
    public List<WaitingWork> waiting() {
        return evaluations.unclaimedSince(clock.instant().minus(PATIENCE), MOST_AT_ONCE).stream()
                .map(WaitingWork::of)
                .toList();
    }

    @Override
    public boolean claim(UUID id) {
        return evaluations
                .locked(id)
                .map(work -> work.claim(clock.instant(), PATIENCE))
                .orElse(false);
    }

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        VersionEvaluation evaluation = changing(id);
        return evaluation.run(execution, clock.instant())
                ? Optional.of(new Task(id, evaluation.organisationId(), evaluation.subject()))
                : Optional.empty();
    }

    public void complete(UUID id, VersionEvaluation.Result result) {
        VersionEvaluation evaluation = changing(id);
        evaluation.complete(result, clock.instant());
        VersionEvaluation.Subject subject = evaluation.subject();
        registration.measured(
                Caller.server(evaluation.organisationId()), subject.model(), subject.version(), result.metrics());
    }

    public void fail(UUID id, String problem) {
        changing(id).fail(problem, clock.instant());
    }

    private VersionEvaluation changing(UUID id) {
        VersionEvaluation evaluation =
                evaluations.locked(id).orElseThrow(() -> new Refusal.NotFound("evaluation", id.toString()));
        changed.fire(new EvaluationChanged(evaluation.organisationId()));
        return evaluation;
    }
}
