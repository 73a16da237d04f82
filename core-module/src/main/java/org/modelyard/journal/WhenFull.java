package org.modelyard.journal;

/** What {@link Journal#append} does when the reserve is used up or the disk takes no more. */
public enum WhenFull {
    /** Throws {@link JournalFull}: no answer without its record. */
    REFUSE,
    /** Returns {@link Position#UNLOGGED} and counts it: answers matter more than their records. */
    UNLOGGED
}
