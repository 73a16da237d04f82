package org.modelyard.dataset.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.ExampleChunk;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.ExampleRows;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotIdentity;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;

/** The accepted examples of a dataset as they are now, written down as a manifest. Part of the caller's transaction. */
@Dependent
class AcceptedExamples {

    @Inject
    private ExampleChunks chunks;

    @Inject
    private ExampleRows rows;

    /**
     * @param since only those that came then or later; null: all
     * @throws Refusal.Conflict when there are none
     */
    SnapshotManifest manifest(Dataset dataset, @Nullable Instant since) {
        Schema schema = dataset.schema().orElseThrow(() -> empty(dataset));
        SnapshotIdentity identity = new SnapshotIdentity(schema);
        List<SnapshotChunk> taken = new ArrayList<>();
        try {
            for (ExampleChunk chunk : chunks.of(dataset)) {
                Pulse.beat();
                BitSet selected = rows.selected(chunk, ExampleStatus.ACCEPTED, since, identity::add);
                if (!selected.isEmpty()) {
                    taken.add(SnapshotChunk.of(chunk.sha256(), chunk.rows(), selected, Map.of()));
                }
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        if (taken.isEmpty() && since != null) {
            throw new Refusal.Conflict(
                    "The dataset '" + dataset.name() + "' has no accepted examples from " + since + " on.");
        }
        if (taken.isEmpty()) {
            throw empty(dataset);
        }
        return SnapshotManifest.of(identity.sha256(), schema, taken);
    }

    private static Refusal.Conflict empty(Dataset dataset) {
        return new Refusal.Conflict("The dataset '" + dataset.name() + "' has no accepted examples.");
    }
}
