package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.StoredReferences;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** The files of the artifact store that rows name, and those that these files name in turn. */
@ApplicationScoped
public class NamedFiles {

    @Inject
    private ArtifactStore store;

    /** Gives each address, perhaps several times. */
    public void all(Connection connection, Consumer<String> found) throws SQLException {
        all(connection, (reference, owner) -> true, found);
    }

    /**
     * The same of those rows that count.
     *
     * @param connection tells which moment's rows are meant
     * @throws Refusal.Conflict when a manifest is missing or damaged: what it names is not known then
     */
    public void all(Connection connection, StoredReferences.Counted counted, Consumer<String> found)
            throws SQLException {
        StoredReferences.each(connection, counted, found);
        Set<String> manifests = new TreeSet<>();
        StoredReferences.each(connection, StoredReferences.MANIFESTS, counted, manifests::add);
        for (String manifest : manifests) {
            chunks(manifest, found);
        }
    }

    /** What one manifest of a snapshot names: its chunks. */
    private void chunks(String manifest, Consumer<String> found) {
        try {
            SnapshotManifest.fromJson(new String(store.get(manifest), StandardCharsets.UTF_8))
                    .chunks()
                    .forEach(chunk -> found.accept(chunk.sha256()));
        } catch (Refusal.NotFound | ArtifactMismatch e) {
            Refusal.Conflict refusal = new Refusal.Conflict("The manifest " + manifest
                    + " of a snapshot is missing or damaged, and what it names unknown: " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
