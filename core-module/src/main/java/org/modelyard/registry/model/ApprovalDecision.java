package org.modelyard.registry.model;

/** What somebody thinks of a version that is to serve. */
public enum ApprovalDecision {
    APPROVED,
    /** While it stands, the version may not come there, however many approve. */
    REJECTED
}
