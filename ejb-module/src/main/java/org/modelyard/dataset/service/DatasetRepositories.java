package org.modelyard.dataset.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.dataset.entity.DatasetImports;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.ExampleRows;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.entity.StoredSnapshots;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class DatasetRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredDatasets datasets() {
        return new StoredDatasets(em);
    }

    @Produces
    @Dependent
    DatasetImports imports() {
        return new DatasetImports(em);
    }

    @Produces
    @Dependent
    ExampleChunks chunks() {
        return new ExampleChunks(em);
    }

    @Produces
    @Dependent
    ExampleRows rows() {
        return new ExampleRows(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    StoredSnapshots snapshots() {
        return new StoredSnapshots(em);
    }
}
