package org.modelyard.rollout.model;

/** How a candidate takes over from the champion. */
public enum RolloutStrategy {
    /** Its share grows by steps, each with a time and a number of requests; a finding against it rolls it back. */
    GRADUAL,
    /** It takes a small share and must pass the judgement before it takes over. */
    CANARY,
    /** It is asked what the champion is asked, behind the caller's back; its answers are compared and never returned. */
    SHADOW,
    /** It takes everything at once, with the champion kept ready until the step is over. */
    BLUE_GREEN
}
