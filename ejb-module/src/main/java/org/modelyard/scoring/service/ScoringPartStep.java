package org.modelyard.scoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.scoring.model.Share;

/** One partition of the job {@code scoring}: parts that follow each other. */
@Named("scoringPartStep")
@Dependent
public class ScoringPartStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scoring;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String part;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String of;

    @Inject
    private ScoringLedger ledger;

    @Inject
    private ScoringParts parts;

    private volatile boolean stopping;

    @Override
    protected String work() {
        return scoring;
    }

    @Override
    protected void work(UUID id, long execution) {
        Share mine = new Share(Integer.parseInt(part), Integer.parseInt(of));
        ledger.running(id).ifPresent(task -> parts.ask(task, mine, () -> stopping));
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
