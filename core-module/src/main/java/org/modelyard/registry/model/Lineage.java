package org.modelyard.registry.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from: enough to make it again, when it was trained here. What a run elsewhere did not say is null.
 *
 * @param dataset name
 * @param snapshot id of the snapshot
 * @param snapshotSha256 its content
 * @param trainingJob id; null when it was trained elsewhere
 * @param parent the highest version when this one was registered, or null
 * @param code version of the product that trained
 * @param trainer its type and every hyperparameter; of a run elsewhere, its parameters
 * @param holdout share of the rows that evaluated
 * @param rows of the snapshot: what was learnt from and what evaluated
 * @param jvm version and name, and the machine's
 * @param startedFrom version that the fit went on from, or null: then it learnt from nothing but its snapshot
 * @param run id of the run elsewhere that told of it; null when it was trained here, or made of another version
 * @param change what was done to the parent, of a version that was made of it without training; what was learnt from is the parent's then
 */
public record Lineage(
        @Nullable String dataset,
        @Nullable String snapshot,
        @Nullable String snapshotSha256,
        @Nullable String trainingJob,
        @Nullable String parent,
        @Nullable String code,
        Map<String, Object> trainer,
        @Nullable Long seed,
        @Nullable Double holdout,
        @Nullable Long rows,
        @Nullable String jvm,
        @Nullable String startedFrom,
        @Nullable String run,
        @Nullable String change) {

    /** Of a version that was trained. */
    public Lineage(
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable String snapshotSha256,
            @Nullable String trainingJob,
            @Nullable String parent,
            @Nullable String code,
            Map<String, Object> trainer,
            @Nullable Long seed,
            @Nullable Double holdout,
            @Nullable Long rows,
            @Nullable String jvm,
            @Nullable String startedFrom,
            @Nullable String run) {
        this(
                dataset,
                snapshot,
                snapshotSha256,
                trainingJob,
                parent,
                code,
                trainer,
                seed,
                holdout,
                rows,
                jvm,
                startedFrom,
                run,
                null);
    }

    /** Of a version that was trained here. */
    public Lineage(
            String dataset,
            String snapshot,
            String snapshotSha256,
            String trainingJob,
            @Nullable String parent,
            String code,
            Map<String, Object> trainer,
            long seed,
            double holdout,
            long rows,
            String jvm) {
        this(
                dataset,
                snapshot,
                snapshotSha256,
                trainingJob,
                parent,
                code,
                trainer,
                seed,
                holdout,
                rows,
                jvm,
                null,
                null);
    }

    /** Of a version that was trained elsewhere. */
    public static Lineage elsewhere(@Nullable String run, Map<String, Object> trainer, @Nullable Long seed) {
        return new Lineage(null, null, null, null, null, null, trainer, seed, null, null, null, null, run);
    }

    /** Whether the rows that it has learnt from are known here. */
    public boolean trainedHere() {
        return trainingJob != null;
    }

    public Lineage withParent(@Nullable String version) {
        return new Lineage(
                dataset,
                snapshot,
                snapshotSha256,
                trainingJob,
                version,
                code,
                trainer,
                seed,
                holdout,
                rows,
                jvm,
                startedFrom,
                run,
                change);
    }

    /**
     * Of a version that was made of this one without training. It has learnt from the same rows by the same job, but neither went on from what this
     * one's fit went on from, nor did a run tell of it.
     *
     * @param version number of this one
     * @param how what was done, a few words
     */
    public Lineage changed(String version, String how) {
        return new Lineage(
                dataset,
                snapshot,
                snapshotSha256,
                trainingJob,
                version,
                code,
                trainer,
                seed,
                holdout,
                rows,
                jvm,
                null,
                null,
                how);
    }
}
