package org.modelyard.dataset.model;

/** How far an import is. */
public enum ImportState {
    RUNNING,
    /** The file was read to its end; single rows may have been rejected. */
    COMPLETED,
    /** The file could not be read on; the chunks before that point stay. */
    FAILED
}
