package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
     * @param constant what the last version's training rows say without looking at a row
     */
    public record Askable(Table rows, long leftOut, ConstantAnswer constant) {}

    /** What a version has learnt from. */
    private record Learnt(Set<ContentHash> rows, ConstantAnswer constant) {}

    /**
     * @throws Refusal.Conflict when no row is left
     * @throws Refusal.Invalid when the rows would take more memory than a job may
     */
    public Askable of(Caller caller, String dataset, UUID snapshot, List<ModelVersionView> versions) {
        TrainingTables.Frozen frozen = tables.snapshot(caller, dataset, snapshot);
        MemoryEstimate.require(frozen.schema(), frozen.rows(), frozen.bytes(), settings.memory());
        Table table = snapshots.load(caller.organisationId(), snapshot);
        Set<ContentHash> learnt = new HashSet<>();
        ConstantAnswer constant = null;
        for (ModelVersionView version : versions) {
            Learnt one = learnt(caller, version, snapshot, table);
            learnt.addAll(one.rows());
            constant = one.constant();
        }
        if (constant == null) {
            throw new IllegalArgumentException("no version to ask");
        }
        int[] left = RowHashes.unlearnt(table, learnt);
        if (left.length == 0) {
            throw new Refusal.Conflict("Every row of the snapshot was learnt from: ask about rows that no version has"
                    + " seen, such as a dataset of its own for testing.");
        }
        return new Askable(table.select(left), table.rows() - left.length, constant);
    }

    private Learnt learnt(Caller caller, ModelVersionView version, UUID asked, Table table) {
        Lineage lineage = version.lineage();
        UUID trained = UUID.fromString(lineage.snapshot());
        Table rows = trained.equals(asked) ? table : trained(caller, trained);
        int[] learnt = JobRows.learnt(
                rows, jobs.get(caller, UUID.fromString(lineage.trainingJob())).plan());
        return new Learnt(RowHashes.of(rows, learnt), ConstantAnswer.of(rows.select(learnt)));
    }

    private Table trained(Caller caller, UUID snapshot) {
        SnapshotManifest manifest = snapshots.manifest(caller.organisationId(), snapshot);
        MemoryEstimate.require(manifest.schema(), manifest.rows(), 0, settings.memory());
        return snapshots.load(caller.organisationId(), snapshot);
    }
}
