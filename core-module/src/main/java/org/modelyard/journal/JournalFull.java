package org.modelyard.journal;

import org.jspecify.annotations.Nullable;

/** The record was not taken: the reserve is used up, or the disk refuses. Trying again helps once records are drained. */
public final class JournalFull extends Exception {

    private static final long serialVersionUID = 1L;

    JournalFull(String why, @Nullable Throwable cause) {
        // Thrown once per request while the journal is full: a stack trace would say nothing and cost the most.
        super(why, cause, false, false);
    }
}
