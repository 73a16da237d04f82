package org.modelyard.scoring.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.scoring.model.ScratchFolder;

/** Starts the batch jobs of waiting scorings. Looks at the rows at its start and ever after; a hint only makes it look sooner. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScoringDispatcher {

    private static final System.Logger LOG = System.getLogger(ScoringDispatcher.class.getName());
    private static final Duration FORGET = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Inject
    private ScoringLedger scorings;

    @Inject
    private WorkStarts starts;

    @Inject
    private ScratchFolder scratch;

    @Inject
    private ArtifactSettings settings;

    @Inject
    private Timers timers;

    @Resource
    private ManagedExecutorService executor;

    @PostConstruct
    void begin() {
        int left = scratch.clear(); // before the first job of this process begins
        if (left > 0) {
            LOG.log(Level.INFO, "{0} files that a killed scoring had left are removed", left);
        }
        timers.every("waiting-scorings", SWEEP, this::look);
        timers.everyInCluster("old-scorings", FORGET, AT_MOST, this::forget);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScoringQueued hint) {
        executor.submit(this::look);
    }

    private void forget() {
        while (scorings.forgetSome(settings.scoringRetention()) > 0) {
            // a batch at a time, each a transaction
        }
    }

    private void look() {
        starts.look(scorings, ScoringJob.NAME, ScoringJob.SCORING);
    }
}
