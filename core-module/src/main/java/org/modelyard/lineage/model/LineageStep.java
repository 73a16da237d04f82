package org.modelyard.lineage.model;

/**
 * A neighbour.
 *
 * @param verb from the earlier one of the two to the later one
 */
public record LineageStep(LineageNode node, String verb) {}
