package org.modelyard.training.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.settings.TrainingSettings;

/** The threads that a job may work with in this server. */
@ApplicationScoped
public class FitThreads {

    @Inject
    private TrainingSettings settings;

    @Resource
    private ManagedExecutorService executor;

    /** For one piece of work at a time. */
    Workers workers() {
        return settings.threads() == 1 ? Workers.ALONE : new Workers(executor, settings.threads());
    }
}
