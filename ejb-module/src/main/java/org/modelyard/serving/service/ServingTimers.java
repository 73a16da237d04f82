package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.modelyard.platform.service.Timers;

/** Starts what serving does by the clock, once its log can be written. Each node looks after its own routes; the rest one node does. */
@Singleton
@Startup
@DependsOn({"Migrations", "LogTimers"})
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ServingTimers {

    private static final Duration HEALTH = Duration.ofSeconds(5);
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(10);

    @Inject
    private DeploymentActivation activation;

    @Inject
    private Timers timers;

    @Inject
    private LoadedModels models;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private DeploymentHealth health;

    @Inject
    private ServingNodes nodes;

    @Inject
    private StandingBy standing;

    /** Routes are there before the server says that it is ready. */
    @PostConstruct
    void start() {
        accounts.refresh();
        nodes.here(); // before the first model is loaded: others ask who has it
        timers.every("serving-node", nodes.pause(), nodes::here);
        activation.start();
        timers.every("model-accounts", Duration.ofSeconds(5), accounts::refresh);
        timers.every("deployments", Duration.ofSeconds(5), activation::work);
        timers.every("last-good-models", Duration.ofSeconds(5), standing::look);
        timers.everyInCluster("canary-inputs", HEALTH, LONGEST_CHECK, health::check);
        timers.every("retired-models", Duration.ofMinutes(1), models::closeRetired);
    }
}
