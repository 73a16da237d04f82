package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.modelyard.platform.entity.ApplicationDataSource;
import org.modelyard.platform.service.DatabaseFound;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.settings.BackupSettings;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.registry.store.ArtifactStore;

/** Begins an empty home and database with a backup, before the migrations run and anything else starts. */
@ApplicationScoped
public class RestoreAtStart {

    private static final System.Logger LOG = System.getLogger(RestoreAtStart.class.getName());

    @Inject
    private BackupSettings settings;

    @Inject
    private ServerSettings server;

    @Inject
    private Node node;

    @Inject
    private ArtifactStore store;

    void on(@Observes DatabaseFound found) {
        if (!settings.restore().isEmpty()) {
            node.id(); // no other process works in this home from now on
        }
        try (Connection connection = new ApplicationDataSource().getConnection()) {
            new Restoration(connection, new RestoredHome(server), store).at(found, settings.restore());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NotRestored e) {
            LOG.log(Level.ERROR, e.getMessage());
            throw e;
        }
    }
}
