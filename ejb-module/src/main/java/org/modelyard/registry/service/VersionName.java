package org.modelyard.registry.service;

import java.time.Instant;
import org.modelyard.registry.model.Stage;

/** What a list of names shows of a version. */
public record VersionName(String model, String version, Stage stage, Instant createdAt) {}
