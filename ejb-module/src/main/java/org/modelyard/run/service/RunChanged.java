package org.modelyard.run.service;

/**
 * A run was made, told something, or ended. A hint: observe it after success; it reaches this node only and is lost with the
 * process.
 */
public record RunChanged(long organisationId) {}
