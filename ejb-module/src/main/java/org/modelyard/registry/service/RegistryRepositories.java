package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.StoreSettings;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Approvals;
import org.modelyard.registry.entity.BlockHashTable;
import org.modelyard.registry.entity.BusinessDeclarations;
import org.modelyard.registry.entity.DeletedRows;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.entity.NeededFiles;
import org.modelyard.registry.entity.ScrubParts;
import org.modelyard.registry.entity.StoredScrubs;
import org.modelyard.registry.entity.StoredUploads;
import org.modelyard.registry.entity.StoredVersionImports;
import org.modelyard.registry.entity.VersionIndex;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ArtifactStores;
import org.modelyard.registry.store.BlockKeepingStore;
import org.modelyard.registry.store.Incoming;
import org.modelyard.registry.upload.UploadFiles;

/** Makes this feature's repositories around the container's entity manager, which is safe to share, and the store. */
@ApplicationScoped
public class RegistryRepositories {

    private static final System.Logger LOG = System.getLogger(RegistryRepositories.class.getName());

    /** Longer than any file is on its way without a byte being written. */
    private static final Duration LEFT_OVER = Duration.ofDays(1);

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    Models models() {
        return new Models(em);
    }

    @Produces
    @Dependent
    ModelVersions modelVersions() {
        return new ModelVersions(em);
    }

    @Produces
    @Dependent
    DeletedRows deletedRows() {
        return new DeletedRows(em);
    }

    @Produces
    @Dependent
    BusinessDeclarations businessDeclarations() {
        return new BusinessDeclarations(em);
    }

    @Produces
    @Dependent
    Aliases aliases() {
        return new Aliases(em);
    }

    @Produces
    @Dependent
    VersionIndex versionIndex() {
        return new VersionIndex(em, () -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    Approvals approvals() {
        return new Approvals(em);
    }

    @Produces
    @Dependent
    StoredUploads storedUploads() {
        return new StoredUploads(em);
    }

    @Produces
    @Dependent
    BlockHashTable blockHashes() {
        return new BlockHashTable(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    StoredScrubs storedScrubs() {
        return new StoredScrubs(em);
    }

    @Produces
    @Dependent
    StoredVersionImports versionImports() {
        return new StoredVersionImports(em);
    }

    @Produces
    @Dependent
    ScrubParts scrubParts() {
        return new ScrubParts(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    NeededFiles neededFiles() {
        return new NeededFiles(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Singleton
    UploadFiles uploadFiles(ServerSettings settings) {
        return new UploadFiles(settings.uploads());
    }

    @Produces
    @Singleton
    ArtifactStore artifacts(StoreSettings store, ServerSettings server, KeptBlocks blocks, Clock clock) {
        ArtifactStore made = ArtifactStores.of(store, server.artifacts());
        sweep(server.artifacts().resolve("incoming"), clock);
        return new BlockKeepingStore(made, blocks::keep);
    }

    /** What earlier processes left half written; where that cannot be removed, the store works all the same. */
    private static void sweep(Path incoming, Clock clock) {
        try {
            int removed = Incoming.sweep(incoming, clock.instant().minus(LEFT_OVER));
            if (removed > 0) {
                LOG.log(Level.INFO, "removed {0} half-written files of {1}", removed, incoming);
            }
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "what was left half written cannot be removed", e);
        }
    }
}
