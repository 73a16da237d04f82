package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashSet;
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
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPlan;

/** Which rows a version has learnt from: those of its own job, and those of the version that it went on from. */
@ApplicationScoped
public class LearntRows {

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private Registry registry;

    @Inject
    private TrainingSettings settings;

    /**
     * What a version has learnt from: positions where it was trained on the snapshot that is asked about, else contents.
     *
     * @param constant what its training rows say without looking at a row; null when they are not known here
     */
    public record Learnt(int[] positions, Set<ContentHash> contents, @Nullable ConstantAnswer constant) {

        /** Of a version that was trained elsewhere: nothing can be left out. */
        static final Learnt UNKNOWN = new Learnt(new int[0], Set.of(), null);
    }

    /**
     * @param asked snapshot that is asked about
     * @param table its rows
     */
    public Learnt of(Caller caller, ModelVersionView version, UUID asked, Table table) {
        if (!version.lineage().trainedHere()) {
            return Learnt.UNKNOWN;
        }
        TrainingPlan plan = plan(caller, version);
        Set<ContentHash> before = before(caller, version.model(), plan);
        UUID trained = snapshot(version);
        if (trained.equals(asked)) {
            int[] positions = learnt(table, plan, before);
            return new Learnt(positions, before, ConstantAnswer.of(table.select(positions)));
        }
        Table rows = load(caller, trained);
        int[] positions = learnt(rows, plan, before);
        Set<ContentHash> contents = new HashSet<>(before);
        contents.addAll(RowHashes.of(rows, positions));
        return new Learnt(new int[0], contents, ConstantAnswer.of(rows.select(positions)));
    }

    /** The rows of its own snapshot that a version has learnt from, without those of the version that it went on from. */
    public Table table(Caller caller, ModelVersionView version) {
        TrainingPlan plan = plan(caller, version);
        Table rows = load(caller, snapshot(version));
        return rows.select(learnt(rows, plan, before(caller, version.model(), plan)));
    }

    /** The rows that a job may learn from: all, or those that are new to the version that it goes on from. */
    Table fresh(TrainingTask task, Table table) {
        return task.plan().conditions().startFrom() == null ? table : table.select(freshRows(task, table));
    }

    /**
     * Positions of the rows that the version that a job goes on from has not learnt from.
     *
     * @throws Refusal.Conflict when none is left
     */
    int[] freshRows(TrainingTask task, Table table) {
        int[] fresh = RowHashes.unlearnt(table, before(task.caller(), task.model(), task.plan()));
        if (fresh.length == 0) {
            throw new Refusal.Conflict("There is nothing new to learn: version "
                    + task.plan().conditions().startFrom() + " has learnt from all " + table.rows()
                    + " rows. Import more examples.");
        }
        return fresh;
    }

    private Set<ContentHash> before(Caller caller, String model, TrainingPlan plan) {
        String from = plan.conditions().startFrom();
        return from == null ? Set.of() : contents(caller, registry.version(caller, model, from));
    }

    /** How many of these rows, with all columns of their snapshot, a version has learnt from; none of one that was trained elsewhere. */
    long seen(Caller caller, ModelVersionView version, Table table) {
        return version.lineage().trainedHere()
                ? table.rows() - RowHashes.unlearnt(table, contents(caller, version)).length
                : 0;
    }

    private Set<ContentHash> contents(Caller caller, ModelVersionView version) {
        TrainingPlan plan = plan(caller, version);
        Set<ContentHash> contents = new HashSet<>(before(caller, version.model(), plan));
        Table rows = load(caller, snapshot(version));
        contents.addAll(RowHashes.of(rows, learnt(rows, plan, contents)));
        return contents;
    }

    /** Positions in the snapshot that the job was given. */
    private static int[] learnt(Table table, TrainingPlan plan, Set<ContentHash> before) {
        if (before.isEmpty()) {
            return JobRows.learnt(table, plan);
        }
        int[] fresh = RowHashes.unlearnt(table, before);
        return Arrays.stream(JobRows.learnt(table.select(fresh), plan))
                .map(row -> fresh[row])
                .toArray();
    }

    private TrainingPlan plan(Caller caller, ModelVersionView version) {
        UUID job = UUID.fromString(known(version, version.lineage().trainingJob()));
        return jobs.byPublicId(caller.organisationId(), job)
                .map(TrainingJob::spec)
                .map(TrainingPlan::fromJson)
                .orElseThrow(() -> new Refusal.NotFound("training job", job.toString()));
    }

    private static UUID snapshot(ModelVersionView version) {
        return UUID.fromString(known(version, version.lineage().snapshot()));
    }

    private static String known(ModelVersionView version, @Nullable String value) {
        if (value == null) {
            throw new Refusal.Conflict(version.model() + " " + version.version()
                    + " was trained elsewhere: which rows it has learnt from is not known here.");
        }
        return value;
    }

    /**
     * All rows of a snapshot, to be held against those.
     *
     * @throws Refusal.Invalid when they would take more memory than a training job may
     */
    public Table whole(Caller caller, UUID snapshot) {
        return load(caller, snapshot);
    }

    private Table load(Caller caller, UUID snapshot) {
        SnapshotManifest manifest = snapshots.manifest(caller.organisationId(), snapshot);
        MemoryEstimate.require(manifest.schema(), manifest.rows(), 0, settings.memory());
        return snapshots.load(caller.organisationId(), snapshot);
    }
}
