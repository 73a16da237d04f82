package org.modelyard.evaluation.service;

import java.time.Instant;
import java.util.UUID;
import org.modelyard.evaluation.entity.GoldenSet;

/** A golden set as others see it. */
public record GoldenSetView(
        String model, String name, String dataset, UUID snapshot, String createdBy, Instant createdAt) {

    static GoldenSetView of(GoldenSet golden) {
        return new GoldenSetView(
                golden.model(),
                golden.name(),
                golden.dataset(),
                golden.snapshot(),
                golden.createdBy(),
                golden.createdAt());
    }
}
