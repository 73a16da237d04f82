package org.modelyard.serving.service;

import java.util.UUID;

/**
 * A deployment was asked for, came to serve, ended or failed. Fired in its transaction: observe it after success. A hint;
 * the rows are the truth.
 */
public record DeploymentChanged(long organisationId, UUID deployment) {}
