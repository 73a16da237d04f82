package org.modelyard.ml.search;

/**
 * Where in a Hyperband search a trial belongs.
 *
 * @param bracket from 0, in the order in which brackets are begun
 * @param rung from 0: how often its hyperparameters have been promoted
 * @param epochs steps of the trainer to be done in all, those of earlier rungs among them
 * @param from number of the trial that it goes on with: from its checkpoint, or again from the start; 0 for none
 */
public record Stage(int bracket, int rung, int epochs, int from) {}
