package org.modelyard.registry.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from: enough to make it again.
 *
 * @param dataset name
 * @param snapshot id of the snapshot
 * @param snapshotSha256 its content
 * @param trainingJob id
 * @param parent the highest version when this one was registered, or null
 * @param code version of the product that trained
 * @param trainer its type and every hyperparameter
 * @param holdout share of the rows that evaluated
 * @param rows of the snapshot: what was learnt from and what evaluated
 * @param jvm version and name, and the machine's
 * @param startedFrom version that the fit went on from, or null: then it learnt from nothing but its snapshot
 */
public record Lineage(
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
        String jvm,
        @Nullable String startedFrom) {

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
                startedFrom);
    }
}
