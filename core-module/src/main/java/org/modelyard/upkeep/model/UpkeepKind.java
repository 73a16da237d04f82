package org.modelyard.upkeep.model;

/** What an upkeep looks after. */
public enum UpkeepKind {
    /** What nothing refers to goes for good. */
    CLEAN_UP,
    /** What nobody uses is put away and can be restored. */
    ARCHIVING
}
