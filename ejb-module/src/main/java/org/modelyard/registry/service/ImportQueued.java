package org.modelyard.registry.service;

/** An import waits for its job: a hint to look sooner than the next sweep does. */
public record ImportQueued() {}
