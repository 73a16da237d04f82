/**
 * Use cases of A/B tests: they are drafted, started, stopped and read; units are assigned and outcomes taken. Refuses whoever would share
 * a layer's traffic with another one, and outcomes of units that nobody assigned.
 */
@NullMarked
package org.modelyard.experiment.service;

import org.jspecify.annotations.NullMarked;
