package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import org.modelyard.platform.service.Timers;
import org.modelyard.registry.upload.UploadFiles;

/** Forgets uploads that nobody was at for the time that is configured, and files of this node that no row knows. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@Lock(LockType.READ)
public class UploadSweep {

    private static final System.Logger LOG = System.getLogger(UploadSweep.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** A file is made after its row, and its row is committed before: it is unknown for no time but after a crash. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    @Inject
    private UploadLedger ledger;

    @Inject
    private UploadFiles files;

    @Inject
    private Timers timers;

    @Inject
    private Clock clock;

    @PostConstruct
    void schedule() {
        timers.every("uploads", PAUSE, this::work);
    }

    /** Every node may do this at any time. */
    public void work() {
        int forgotten = ledger.forget();
        ledger.unknown(files.idle(clock.instant().minus(YOUNG))).forEach(files::delete);
        if (forgotten > 0) {
            LOG.log(Level.INFO, "{0} uploads were forgotten: nobody was at them", forgotten);
        }
    }
}
