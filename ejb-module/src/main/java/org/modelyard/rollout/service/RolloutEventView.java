package org.modelyard.rollout.service;

import java.time.Instant;
import org.modelyard.rollout.entity.RolloutEvent;

/**
 * Something that happened to a rollout.
 *
 * @param kind STARTED, ADVANCED, PAUSED, RESUMED, PROMOTED, ABORTED, ROLLED_BACK, FAILED
 * @param percent the candidate's share from then on
 * @param by who did it; {@code server} for the server itself
 */
public record RolloutEventView(String kind, double percent, String words, String by, Instant at) {

    static RolloutEventView of(RolloutEvent event) {
        return new RolloutEventView(
                event.kind(), event.buckets() / 100.0, event.words(), event.happenedBy(), event.happenedAt());
    }
}
