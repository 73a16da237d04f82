package org.modelyard.lineage.model;

/** What a node of a lineage is; clients expect further ones. */
public enum NodeKind {
    DATASET,
    SNAPSHOT,
    TRAINING_JOB,
    RUN,
    VERSION,
    DEPLOYMENT,
    EXPORT,
    EVALUATION,
    COMPARISON,
    EXPERIMENT;

    /** In words. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
