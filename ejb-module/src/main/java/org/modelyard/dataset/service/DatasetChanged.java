package org.modelyard.dataset.service;

/**
 * A dataset was made, or got examples. A hint: observe it after success; it reaches this node only and is lost with the
 * process.
 */
public record DatasetChanged(String name, long organisationId) {}
