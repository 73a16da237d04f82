package org.modelyard.registry.service;

/** An import has moved on: a hint for who shows it. */
public record ImportChanged(long organisationId) {}
