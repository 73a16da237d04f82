package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;

/** Some rows of the snapshot that a version was trained on, or was evaluated on last when it was trained elsewhere: which values occur, and which do together. */
@ApplicationScoped
public class TrainingBackground {

    private static final long SEED = 42;

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private StoredEvaluations evaluations;

    /** @throws Refusal.Conflict when the version was trained elsewhere, and never evaluated here */
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
        Table table = snapshots.load(caller.organisationId(), snapshot);
        int[] order = Rows.shuffled(table.rows(), new SplittableRandom(SEED));
        Table some = table.select(Arrays.copyOf(order, Math.min(rows, order.length)));
        return SignatureColumns.of(signature, some);
    }
}
