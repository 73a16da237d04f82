package org.modelyard.serving.model;

/** Whether feedback has found its inference. */
public enum FeedbackState {
    /** Its inference is not in the log yet. */
    WAITING,
    JOINED,
    /** A day went by without its inference: a finding. */
    UNMATCHED
}
