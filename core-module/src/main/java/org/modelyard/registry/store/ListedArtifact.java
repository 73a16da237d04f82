package org.modelyard.registry.store;

import java.time.Instant;

/**
 * What a store says of one artifact without reading it.
 *
 * @param sha256 64 lower-case hex digits, the address
 * @param bytes the size
 * @param putAt when it was put, for the last time
 */
public record ListedArtifact(String sha256, long bytes, Instant putAt) {}
