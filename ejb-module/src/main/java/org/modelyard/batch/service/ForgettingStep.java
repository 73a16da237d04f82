package org.modelyard.batch.service;

import jakarta.batch.api.AbstractBatchlet;
import java.util.function.BooleanSupplier;

/** A step of the job {@code retention}: batch by batch until nothing old is left, or somebody stops it. Repeated it finds less to do. */
public abstract class ForgettingStep extends AbstractBatchlet {

    private static final String DONE = "DONE";
    private static final String STOPPED = "STOPPED";

    private volatile boolean stopping;

    /**
     * @param some forgets some, and tells whether there may be more
     * @return the step's exit status
     */
    protected final String untilNoneIsLeft(BooleanSupplier some) {
        while (!stopping) {
            if (!some.getAsBoolean()) {
                return DONE;
            }
        }
        return STOPPED;
    }

    @Override
    public final void stop() {
        stopping = true;
    }
}
