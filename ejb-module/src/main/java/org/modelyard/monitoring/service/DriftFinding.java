package org.modelyard.monitoring.service;

import java.time.Instant;
import java.util.List;
import org.modelyard.monitoring.model.DriftReport;
import org.modelyard.monitoring.model.FeatureChart;

/**
 * What a comparison gave.
 *
 * @param since of the window, as it came to be
 */
public record DriftFinding(DriftReport report, List<FeatureChart> charts, Instant since) {}
