package org.modelyard.dataset.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.modelyard.batch.service.JobLeases;

/** Ends imports whose process is gone: those of this node's earlier life at the start, a neighbour's by and by. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class InterruptedImports {

    private static final System.Logger LOG = System.getLogger(InterruptedImports.class.getName());

    @Inject
    private ImportSteps steps;

    @Inject
    private JobLeases leases;

    @PostConstruct
    void atStart() {
        sweep();
    }

    /** Every node may do this: only what nobody holds is touched, under the dataset's lock. */
    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void byTimer() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "interrupted imports could not be looked for: {0}", e.toString());
        }
    }

    private void sweep() {
        for (long dataset : steps.datasetsWithRunning()) {
            if (!leases.isHeld(Imports.leaseName(dataset))) {
                int ended = steps.failInterrupted(dataset);
                LOG.log(Level.INFO, "{0} interrupted imports are marked FAILED", ended);
            }
        }
    }
}
