package org.modelyard.upkeep.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.upkeep.entity.StoredUpkeeps;
import org.modelyard.upkeep.entity.Upkeep;
import org.modelyard.upkeep.model.UpkeepKind;
import org.modelyard.upkeep.model.UpkeepReport;

/** The server's own steps with clean-ups and archivings, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UpkeepLedger extends WorkLedger<Upkeep> {

    @Inject
    private StoredUpkeeps upkeeps;

    @Inject
    private Clock clock;

    @Override
    protected QueuedWorks<Upkeep> works() {
        return upkeeps;
    }

    @Override
    protected String called() {
        return "upkeep";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** What a job has to do. */
    public record Begun(long organisation, UpkeepKind kind, boolean dryRun, boolean snapshots) {}

    /** @return empty when it is complete already */
    public Optional<Begun> begin(UUID id, long execution) {
        Upkeep upkeep = changing(id);
        return upkeep.run(execution, now())
                ? Optional.of(new Begun(upkeep.organisationId(), upkeep.kind(), upkeep.dryRun(), upkeep.snapshots()))
                : Optional.empty();
    }

    public UpkeepKind kind(UUID id) {
        return changing(id).kind();
    }

    public void complete(UUID id, UpkeepReport report) {
        changing(id).complete(report, now());
    }
}
