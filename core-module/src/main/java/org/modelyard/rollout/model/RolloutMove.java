package org.modelyard.rollout.model;

/** What happens next with a rollout. */
public sealed interface RolloutMove {

    /** @param why in words, for whoever watches */
    record Stay(String why) implements RolloutMove {}

    /** To the next step. */
    record Advance() implements RolloutMove {}

    record Promote() implements RolloutMove {}

    record RollBack(String why) implements RolloutMove {}
}
