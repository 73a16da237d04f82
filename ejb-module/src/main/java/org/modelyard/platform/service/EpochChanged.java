package org.modelyard.platform.service;

/**
 * Something of this kind has changed on this or another node: reload it. A hint; the rows are the truth.
 *
 * @param name one of {@link org.modelyard.platform.entity.Epochs}' names
 */
public record EpochChanged(String name) {}
