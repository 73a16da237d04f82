package org.modelyard.monitoring.service;

import java.util.UUID;

/**
 * A drift check made its report. Fired in its transaction: observe it after success. A hint; the rows are the truth.
 *
 * @param publicId of the report
 */
public record DriftReported(UUID publicId, long organisationId) {}
