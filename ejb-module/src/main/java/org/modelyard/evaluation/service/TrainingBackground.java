package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.SoftlyKept;
import org.modelyard.registry.service.ModelVersionView;

/** Some rows of the snapshot that a version was trained on, or was evaluated on last when it was trained elsewhere: which values occur, and which do together. */
@ApplicationScoped
public class TrainingBackground {

    private static final int KEPT = 8;

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private StoredEvaluations evaluations;

    private record Key(long version, UUID snapshot, int rows) {}

    /** Every explanation asks for the same rows, which lie all over the snapshot. */
    private final SoftlyKept<Key, Table> kept = new SoftlyKept<>(KEPT);

    /**
     * Spread evenly over the snapshot, of which no more is in memory.
     *
     * @throws Refusal.Conflict when the version was trained elsewhere, and never evaluated here
     */
    Table of(Caller caller, ModelVersionView version, Signature signature, int rows) {
        String known = version.lineage().snapshot();
        UUID snapshot = known != null
                ? UUID.fromString(known)
                : evaluations
                        .latest(caller.organisationId(), version.model(), version.version())
                        .map(evaluation -> evaluation.subject().snapshot())
                        .orElseThrow(() -> new Refusal.Conflict(version.model() + " " + version.version()
                                + " was trained elsewhere, and nobody has evaluated it here: the rows that this needs are"
                                + " not known."));
        return kept.get(
                new Key(version.id(), snapshot, rows),
                () -> SignatureColumns.of(signature, snapshots.sample(caller.organisationId(), snapshot, rows)));
    }
}
