package org.modelyard.monitoring.service;

import java.util.UUID;
import org.modelyard.monitoring.entity.DriftCheck;
import org.modelyard.serving.service.WatchedDeployment;

/** What the job needs of its check. */
public record DriftTask(UUID check, DriftCheck.Window window, WatchedDeployment deployment) {}
