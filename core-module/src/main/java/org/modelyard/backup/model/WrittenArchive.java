package org.modelyard.backup.model;

/**
 * A finished archive.
 *
 * @param sha256 of the whole file
 * @param manifestSha256 of its manifest, by which two archives of the same content differ
 */
public record WrittenArchive(String sha256, String manifestSha256, long bytes) {}
