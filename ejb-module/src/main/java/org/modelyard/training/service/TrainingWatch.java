package org.modelyard.training.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.modelyard.platform.service.Timers;

/**
 * Looks, for this node's executions, whether their jobs are to be cancelled or have had their time. They themselves ask fields at every
 * row and the database now and then: whatever they are at, a wish to cancel reaches them within two looks.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TrainingWatch {

    private static final System.Logger LOG = System.getLogger(TrainingWatch.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);

    @Inject
    private TrainingLedger ledger;

    @Inject
    private TrainingWorkers workers;

    @Inject
    private Timers timers;

    @Inject
    private Clock clock;

    private volatile boolean away;

    @PostConstruct
    void start() {
        timers.every("training-watch", LOOK, this::look);
    }

    private void look() {
        List<TrainingRun> runs = workers.runs();
        if (runs.isEmpty()) {
            return;
        }
        runs.forEach(run -> run.look(clock.instant()));
        try {
            List<UUID> cancelled =
                    ledger.toCancel(runs.stream().map(TrainingRun::job).toList());
            runs.stream().filter(run -> cancelled.contains(run.job())).forEach(TrainingRun::cancel);
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.log(Level.WARNING, "whether training jobs are cancelled is not known", e);
            }
            away = true;
        }
    }
}
