/**
 * Experiments as rows, with who was assigned to what and what came of it. An experiment owns its life; exposures and events are
 * statements without entities, each stored once.
 */
@NullMarked
package org.modelyard.experiment.entity;

import org.jspecify.annotations.NullMarked;
