package org.modelyard.lineage.model;

/**
 * What one thing has to do with another, in the direction in which it came about.
 *
 * @param from key of the earlier node
 * @param to key of the later one
 * @param verb so that from, verb, to is a sentence
 */
public record LineageEdge(String from, String to, String verb) {}
