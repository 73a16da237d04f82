package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.StoreSettings;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Approvals;
import org.modelyard.registry.entity.BlockHashTable;
import org.modelyard.registry.entity.BusinessDeclarations;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.entity.ScrubParts;
import org.modelyard.registry.entity.StoreReferences;
import org.modelyard.registry.entity.StoredScrubs;
import org.modelyard.registry.entity.StoredUploads;
import org.modelyard.registry.entity.VersionIndex;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ArtifactStores;
import org.modelyard.registry.store.BlockKeepingStore;
import org.modelyard.registry.upload.UploadFiles;

/** Makes this feature's repositories around the container's entity manager, which is safe to share, and the store. */
@ApplicationScoped
public class RegistryRepositories {

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
        return new VersionIndex(em);
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
    ScrubParts scrubParts() {
        return new ScrubParts(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    StoreReferences storeReferences() {
        return new StoreReferences(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Singleton
    UploadFiles uploadFiles(ServerSettings settings) {
        return new UploadFiles(settings.uploads());
    }

    @Produces
    @Singleton
    ArtifactStore artifacts(StoreSettings store, ServerSettings server, KeptBlocks blocks) {
        return new BlockKeepingStore(ArtifactStores.of(store, server.artifacts()), blocks::keep);
    }
}
