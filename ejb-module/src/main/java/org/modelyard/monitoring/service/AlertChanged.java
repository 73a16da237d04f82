package org.modelyard.monitoring.service;

import java.util.UUID;

/**
 * An alert was raised, seen again or acknowledged. Fired in its transaction: observe it after success. A hint; the rows
 * are the truth.
 */
public record AlertChanged(UUID publicId, long organisationId) {}
