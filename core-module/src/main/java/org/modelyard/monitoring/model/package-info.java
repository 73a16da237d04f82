/**
 * What a model's inputs and answers looked like, as exact histograms on a layout fixed at training, and whether a later
 * window differs: verdicts, severities, cool-down. Keeps no raw value; knows no clock, no database and no alert channel.
 */
@NullMarked
package org.modelyard.monitoring.model;

import org.jspecify.annotations.NullMarked;
