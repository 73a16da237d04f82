package org.modelyard.registry.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** The last step of the job {@code scrub}: every file was looked at. */
@Named("scrubEnd")
@Dependent
public class ScrubEnd extends AbstractBatchlet {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scrub;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String organisation;

    @Inject
    private ScrubLedger ledger;

    @Override
    public String process() {
        ledger.end(Long.parseLong(organisation), UUID.fromString(scrub));
        return "DONE";
    }
}
