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
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.evaluation.entity.StoredComparisons;
import org.modelyard.evaluation.entity.VersionComparison;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.platform.model.Refusal;

/** The server's own steps with comparisons, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ComparisonLedger implements WorkQueue {

    @Inject
    private StoredComparisons comparisons;

    @Inject
    private Event<EvaluationChanged> changed;

    @Inject
    private Clock clock;

    /** What the job needs of its comparison. */
    public record Task(UUID id, long organisationId, VersionComparison.Subject subject, ComparisonWish wish) {}

    @Override
    public List<WaitingWork> waiting() {
        return comparisons.unclaimedSince(clock.instant().minus(PATIENCE), MOST_AT_ONCE).stream()
                .map(WaitingWork::of)
                .toList();
    }

    @Override
    public boolean claim(UUID id) {
        return comparisons
                .locked(id)
                .map(work -> work.claim(clock.instant(), PATIENCE))
                .orElse(false);
    }

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        VersionComparison comparison = changing(id);
        return comparison.run(execution, clock.instant())
                ? Optional.of(new Task(id, comparison.organisationId(), comparison.subject(), comparison.wish()))
                : Optional.empty();
    }

    public void complete(UUID id, String document, long leftOut) {
        changing(id).complete(document, leftOut, clock.instant());
    }

    public void fail(UUID id, String problem) {
        changing(id).fail(problem, clock.instant());
    }

    private VersionComparison changing(UUID id) {
        VersionComparison comparison =
                comparisons.locked(id).orElseThrow(() -> new Refusal.NotFound("comparison", id.toString()));
        changed.fire(new EvaluationChanged(comparison.organisationId()));
        return comparison;
    }
}
