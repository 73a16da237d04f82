package org.modelyard.monitoring.service;

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
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.serving.service.ServedTraffic;
import org.modelyard.serving.service.WatchedDeployment;

/**
 * Starts the batch job of each waiting drift check, and asks for checks of all that serves, as often as the settings say
 * and once for the cluster. Looks at the rows at its start and ever after; a hint only makes it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DriftDispatcher {

    private static final System.Logger LOG = System.getLogger(DriftDispatcher.class.getName());
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_TICK = Duration.ofMinutes(1);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    @Inject
    private DriftLedger ledger;

    @Inject
    private DriftChecks checks;

    @Inject
    private ServedTraffic traffic;

    @Inject
    private WorkStarts starts;

    @Inject
    private Timers timers;

    @Inject
    private MonitoringSettings settings;

    @Resource
    private ManagedExecutorService executor;

    @PostConstruct
    void begin() {
        timers.every("waiting-drift-checks", SWEEP, this::look);
        // the rows tell what is due, so that restarts and neighbours neither skip a check nor make it twice
        Duration every = settings.driftEvery();
        Duration tick = every.compareTo(LONGEST_TICK) < 0 ? every : LONGEST_TICK;
        timers.everyInCluster(
                "drift-checks", tick, AT_MOST, () -> traffic.active().forEach(this::check));
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DriftCheckQueued hint) {
        executor.submit(this::look);
    }

    private void look() {
        starts.look(ledger, DriftCheckJob.NAME, DriftCheckJob.CHECK);
    }

    /** One that cannot be checked does not keep the others from it. */
    private void check(WatchedDeployment deployment) {
        try {
            checks.requestTimed(deployment);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "no drift check of {0}: {1}", deployment, e.toString());
        }
    }
}
