package org.modelyard.registry.model;

/** What a scrub may find wrong with a file. */
public enum ScrubProblem {
    /** Its bytes are not those that its address promises. */
    DAMAGED,
    /** A row refers to it, and the store does not have it. */
    MISSING,
    /** It is there and cannot be read, so nothing is known of its bytes. */
    UNREADABLE
}
