package org.modelyard.backup.service;

/** A backup waits for its job: a hint to look sooner than the next sweep does. */
public record BackupQueued() {}
