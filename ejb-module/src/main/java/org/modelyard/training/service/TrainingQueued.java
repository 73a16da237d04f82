package org.modelyard.training.service;

/** A job waits. A hint for the dispatcher, which also looks by itself. */
public record TrainingQueued() {}
