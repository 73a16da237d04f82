package org.modelyard.dataset.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.platform.service.Timers;

/** Ends imports whose process is gone: those of this node's earlier life at the start, a neighbour's by and by. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class InterruptedImports {

    private static final System.Logger LOG = System.getLogger(InterruptedImports.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(5);

    @Inject
    private ImportSteps steps;

    @Inject
    private JobLeases leases;

    @Inject
    private Timers timers;

    @PostConstruct
    void atStart() {
        sweep();
        timers.every("interrupted-imports", PAUSE, this::sweep);
    }

    /** Every node may do this: only what nobody holds is touched, under the dataset's lock. */
    private void sweep() {
        for (long dataset : steps.datasetsWithRunning()) {
            if (!leases.isHeld(Imports.leaseName(dataset))) {
                int ended = steps.failInterrupted(dataset);
                LOG.log(Level.INFO, "{0} interrupted imports are marked FAILED", ended);
            }
        }
    }
}
