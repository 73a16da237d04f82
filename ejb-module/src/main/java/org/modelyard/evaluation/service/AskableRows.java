package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.model.RowHashes;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.service.LearntRows;
import org.modelyard.training.service.TrainingTables;

/** The rows of a snapshot that none of some versions has learnt from: all others flatter. */
@ApplicationScoped
public class AskableRows {

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private TrainingTables tables;

    @Inject
    private LearntRows learnt;

    @Inject
    private TrainingSettings settings;

    /**
     * Rows to ask about.
     *
     * @param positions of the rows in the snapshot
     * @param leftOut how many of the snapshot's rows one of the versions has learnt from
     * @param constant what the last version's training rows say without looking at a row; these rows themselves where all
     *     versions were trained elsewhere
     */
    public record Askable(Table rows, int[] positions, long leftOut, ConstantAnswer constant) {}

    /**
     * @throws Refusal.Conflict when no row is left
     * @throws Refusal.Invalid when the rows would take more memory than a job may
     */
    public Askable of(Caller caller, String dataset, UUID snapshot, List<ModelVersionView> versions) {
        TrainingTables.Frozen frozen = tables.snapshot(caller, dataset, snapshot);
        MemoryEstimate.require(frozen.schema(), frozen.rows(), frozen.bytes(), settings.memory());
        Table table = snapshots.load(caller.organisationId(), snapshot);
        BitSet left = new BitSet(table.rows());
        left.set(0, table.rows());
        Set<ContentHash> contents = new HashSet<>();
        ConstantAnswer constant = null;
        for (ModelVersionView version : versions) {
            LearntRows.Learnt known = learnt.of(caller, version, snapshot, table);
            Arrays.stream(known.positions()).forEach(left::clear);
            contents.addAll(known.contents());
            constant = known.constant() == null ? constant : known.constant();
        }
        if (!contents.isEmpty()) {
            BitSet unlearnt = new BitSet(table.rows());
            Arrays.stream(RowHashes.unlearnt(table, contents)).forEach(unlearnt::set);
            left.and(unlearnt);
        }
        if (left.isEmpty()) {
            throw new Refusal.Conflict("Every row of the snapshot was learnt from: ask about rows that no version has"
                    + " seen, such as a dataset of its own for testing.");
        }
        int[] rows = left.stream().toArray();
        Table asked = table.select(rows);
        return new Askable(
                asked, rows, table.rows() - rows.length, constant == null ? ConstantAnswer.of(asked) : constant);
    }

    /** How many of these rows another version has learnt from; of one that was trained elsewhere nothing is known, and nothing counted. */
    public long learnt(Caller caller, ModelVersionView other, UUID snapshot, Askable asked) {
        LearntRows.Learnt known = learnt.of(caller, other, snapshot, snapshots.load(caller.organisationId(), snapshot));
        BitSet positions = new BitSet();
        Arrays.stream(known.positions()).forEach(positions::set);
        BitSet seen = new BitSet(asked.positions().length);
        for (int row = 0; row < asked.positions().length; row++) {
            seen.set(row, positions.get(asked.positions()[row]));
        }
        if (!known.contents().isEmpty()) {
            BitSet fresh = new BitSet(asked.positions().length);
            Arrays.stream(RowHashes.unlearnt(asked.rows(), known.contents())).forEach(fresh::set);
            fresh.flip(0, asked.positions().length);
            seen.or(fresh);
        }
        return seen.cardinality();
    }
}
