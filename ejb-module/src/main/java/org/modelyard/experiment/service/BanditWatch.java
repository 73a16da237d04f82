package org.modelyard.experiment.service;

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
import org.modelyard.platform.service.Timers;

/** Begins the next round of bandits, on one node. What is due is in the rows, so that a restart forgets and repeats nothing. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class BanditWatch {

    private static final System.Logger LOG = System.getLogger(BanditWatch.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    @Inject
    private BanditRounds rounds;

    @Inject
    private Timers timers;

    @PostConstruct
    void start() {
        timers.everyInCluster("experiment-rounds", PAUSE, AT_MOST, this::work);
    }

    void work() {
        for (long experiment : rounds.due()) {
            try {
                rounds.look(experiment).ifPresent(rounds::begin);
            } catch (RuntimeException e) {
                // the database is away, or it was deleted meanwhile: the round that divides goes on
                LOG.log(
                        Level.WARNING,
                        "the next round of experiment " + experiment + " cannot begin; its shares stay",
                        e);
                putOff(experiment);
            }
        }
    }

    private void putOff(long experiment) {
        try {
            rounds.putOff(experiment);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "experiment " + experiment + " cannot be put off; it is looked at again soon", e);
        }
    }
}
