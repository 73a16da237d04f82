package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.journal.Journal;
import org.modelyard.journal.Position;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.entity.JournalPositions;

/** Opens the journal behind what is in the database already, and drains it as long as the application runs. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ServingStart {

    private static final System.Logger LOG = System.getLogger(ServingStart.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Node node;

    @Inject
    private InferenceJournal journal;

    @Inject
    private InferenceLog log;

    @Inject
    private LoadedModels models;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private ServingSettings settings;

    private @Nullable DrainThread drain;
    private @Nullable Thread thread;

    @PostConstruct
    void start() {
        String name = node.id().toString();
        try {
            Journal open = journal.open(drained(name));
            DrainThread started = new DrainThread(new InferenceDrain(
                    database, open, name, models::shape, accounts::of, settings.drainBatch(), Clock.systemUTC()));
            Thread draining = threads.newThread(started);
            draining.setName("journal-drain");
            draining.setDaemon(true);
            draining.start();
            drain = started;
            thread = draining;
            log.drainedBy(started);
        } catch (IOException e) {
            throw new UncheckedIOException("the inference journal cannot be opened", e);
        }
    }

    @PreDestroy
    void stop() {
        DrainThread started = drain;
        Thread draining = thread;
        try {
            if (started != null && draining != null) {
                started.stop();
                draining.join(LONGEST_STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            journal.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the inference journal could not be closed: {0}", e.toString());
        }
    }

    private Position drained(String name) {
        try (Connection connection = database.getConnection()) {
            return new JournalPositions(name).load(connection);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
