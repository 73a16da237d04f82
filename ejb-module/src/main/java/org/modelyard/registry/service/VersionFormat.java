package org.modelyard.registry.service;

import org.jspecify.annotations.Nullable;

/**
 * A format, for one version.
 *
 * @param why the version cannot have it; null when it can
 * @param export null until there is one
 */
public record VersionFormat(String format, @Nullable String why, @Nullable ExportView export) {}
