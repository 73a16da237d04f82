package org.modelyard.evaluation.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.evaluation.entity.StoredComparisons;
import org.modelyard.evaluation.entity.VersionComparison;
import org.modelyard.evaluation.model.ComparisonWish;

/** The server's own steps with comparisons, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ComparisonLedger extends WorkLedger<VersionComparison> {

    @Inject
    private StoredComparisons comparisons;

    @Inject
    private Event<EvaluationChanged> changed;

    @Inject
    private Clock clock;

    /** What the job needs of its comparison. */
    public record Task(UUID id, long organisationId, VersionComparison.Subject subject, ComparisonWish wish) {}

    @Override
    protected QueuedWorks<VersionComparison> works() {
        return comparisons;
    }

    @Override
    protected String called() {
        return "comparison";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        VersionComparison comparison = changing(id);
        return comparison.run(execution, now())
                ? Optional.of(new Task(id, comparison.organisationId(), comparison.subject(), comparison.wish()))
                : Optional.empty();
    }

    public void complete(UUID id, String document, long leftOut) {
        changing(id).complete(document, leftOut, now());
    }

    @Override
    protected VersionComparison changing(UUID id) {
        VersionComparison comparison = super.changing(id);
        changed.fire(new EvaluationChanged(comparison.organisationId()));
        return comparison;
    }
}
