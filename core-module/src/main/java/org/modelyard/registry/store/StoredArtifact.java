package org.modelyard.registry.store;

/**
 * What a store answers to a put.
 *
 * @param sha256 64 lower-case hex digits, the address
 * @param bytes the size
 */
public record StoredArtifact(String sha256, long bytes) {}
