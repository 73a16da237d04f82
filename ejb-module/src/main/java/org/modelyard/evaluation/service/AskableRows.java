package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.model.RowHashes;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.service.TrainingJobs;
import org.modelyard.training.service.TrainingTables;

/** The rows of a snapshot that none of some versions has learnt from: all others flatter. */
@ApplicationScoped
public class AskableRows {

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private TrainingTables tables;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingSettings settings;

    /**
     * Rows to ask about.
     *
     * @param leftOut how many of the snapshot's rows one of the versions has learnt from
     * @param constant what the last version's training rows say without looking at a row; these rows themselves where all
     *     versions were trained elsewhere
     */
    public record Askable(Table rows, long leftOut, ConstantAnswer constant) {}

    /**
     * What a version has learnt from: positions where it was trained on the snapshot that is asked about, else contents.
     *
     * @param constant what its training rows say without looking at a row; null when they are not known here
     */
    private record Learnt(int[] positions, Set<ContentHash> contents, @Nullable ConstantAnswer constant) {

        /** Of a version that was trained elsewhere: nothing can be left out. */
        static final Learnt UNKNOWN = new Learnt(new int[0], Set.of(), null);
    }

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
            Learnt learnt = learnt(caller, version, snapshot, table);
            Arrays.stream(learnt.positions()).forEach(left::clear);
            contents.addAll(learnt.contents());
            constant = learnt.constant() == null ? constant : learnt.constant();
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
        return new Askable(asked, table.rows() - rows.length, constant == null ? ConstantAnswer.of(asked) : constant);
    }

    private Learnt learnt(Caller caller, ModelVersionView version, UUID asked, Table table) {
        Lineage lineage = version.lineage();
        String snapshot = lineage.snapshot();
        String job = lineage.trainingJob();
        if (snapshot == null || job == null) {
            return Learnt.UNKNOWN;
        }
        UUID trained = UUID.fromString(snapshot);
        TrainingPlan plan = jobs.get(caller, UUID.fromString(job)).plan();
        if (trained.equals(asked)) {
            int[] positions = JobRows.learnt(table, plan);
            return new Learnt(positions, Set.of(), ConstantAnswer.of(table.select(positions)));
        }
        Table rows = trained(caller, trained);
        int[] positions = JobRows.learnt(rows, plan);
        return new Learnt(new int[0], RowHashes.of(rows, positions), ConstantAnswer.of(rows.select(positions)));
    }

    private Table trained(Caller caller, UUID snapshot) {
        SnapshotManifest manifest = snapshots.manifest(caller.organisationId(), snapshot);
        MemoryEstimate.require(manifest.schema(), manifest.rows(), 0, settings.memory());
        return snapshots.load(caller.organisationId(), snapshot);
    }
}
