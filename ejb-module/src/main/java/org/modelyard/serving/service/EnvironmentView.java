package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;

/**
 * An environment and what serves in it.
 *
 * @param champions one a model, by the model's name
 */
public record EnvironmentView(String name, Instant createdAt, List<DeploymentView> champions) {}
