package org.modelyard.rollout.service;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.RolloutSettings;
import org.modelyard.serving.service.ShadowMirror;

/** Looks at every rollout again and again, on one node; each node writes down what its own shadows were asked. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RolloutWatch {

    private static final System.Logger LOG = System.getLogger(RolloutWatch.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofMinutes(10);

    @Inject
    private RolloutLooks looks;

    @Inject
    private CandidateProbes probes;

    @Inject
    private ShadowMirror mirror;

    @Inject
    private MirrorLedger ledger;

    @Inject
    private Timers timers;

    @Inject
    private RolloutSettings settings;

    private final RolloutPace pace = new RolloutPace();

    @PostConstruct
    void start() {
        timers.apartInCluster("rollouts", settings.look(), AT_MOST, this::work);
        timers.every("shadow-counts", PAUSE, this::storeMirrored);
        timers.everyInCluster("shadow-counts-over", FORGET, AT_MOST, ledger::forget);
    }

    private void work() {
        List<RolloutLooks.Open> all = looks.open();
        List<Long> ids = all.stream().map(RolloutLooks.Open::id).toList();
        pace.keep(ids);
        probes.keep(ids);
        for (RolloutLooks.Open open : all) {
            try {
                String sick = open.live() ? probes.sick(open) : null;
                looks.look(open, sick, sick == null ? seen(open) : null);
            } catch (RuntimeException e) {
                // the database is away, or somebody else was first: the next look sees what is there then
                LOG.log(Level.WARNING, "rollout " + open.id() + " cannot be looked at; its shares stay", e);
            }
        }
    }

    /** One that cannot be seen now, or was seen a moment ago, is checked for all else. */
    private RolloutSights.@Nullable Seen seen(RolloutLooks.Open open) {
        long began = System.nanoTime();
        if (!pace.due(open.id(), began)) {
            return null;
        }
        try {
            return looks.see(open).orElse(null);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what rollout " + open.id() + " has shown cannot be counted now", e);
            return null;
        } finally {
            pace.seen(open.id(), began, System.nanoTime());
        }
    }

    private void storeMirrored() {
        Map<Long, ShadowMirror.Counts> taken = mirror.take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            ledger.store(taken);
        } catch (RuntimeException e) {
            mirror.giveBack(taken);
            LOG.log(Level.WARNING, "what shadows were asked cannot be written down now", e);
        }
    }
}
