package org.modelyard.serving.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of which the answer is known.
 *
 * @param inputs by name, as a prediction takes them
 * @param label that must be answered; null for a regression
 * @param value that must be answered, within the tolerance; null for a classification
 * @param tolerance how far the value may be off, at least 0; null for 0
 */
public record Canary(
        @Nullable Map<String, Object> inputs,
        @Nullable String label,
        @Nullable Double value,
        @Nullable Double tolerance) {}
