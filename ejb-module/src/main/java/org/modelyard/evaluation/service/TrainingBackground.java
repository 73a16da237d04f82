package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;

/** Some rows of the snapshot that a version was trained on: which values occur, and which do together. */
@ApplicationScoped
public class TrainingBackground {

    private static final long SEED = 42;

    @Inject
    private SnapshotTables snapshots;

    /** @throws Refusal.Conflict when the version was trained elsewhere */
    Table of(Caller caller, ModelVersionView version, Signature signature, int rows) {
        String snapshot = version.lineage().snapshot();
        if (snapshot == null) {
            throw new Refusal.Conflict(version.model() + " " + version.version()
                    + " was trained elsewhere: the rows that this needs are not known here.");
        }
        Table table = snapshots.load(caller.organisationId(), UUID.fromString(snapshot));
        int[] order = Rows.shuffled(table.rows(), new SplittableRandom(SEED));
        Table some = table.select(Arrays.copyOf(order, Math.min(rows, order.length)));
        return SignatureColumns.of(signature, some);
    }
}
