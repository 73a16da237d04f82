package org.modelyard.upkeep.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.upkeep.model.UpkeepKind;

/** The one step of the jobs {@code clean-up} and {@code archiving}. */
@Named("upkeepStep")
@Dependent
public class UpkeepStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String upkeep;

    @Inject
    private UpkeepLedger ledger;

    @Inject
    private CleanUp cleanUp;

    @Inject
    private Archiving archiving;

    @Override
    protected String work() {
        return upkeep;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution)
                .ifPresent(wish -> ledger.complete(
                        id, wish.kind() == UpkeepKind.CLEAN_UP ? cleanUp.run(id, wish) : archiving.run(wish)));
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }
}
