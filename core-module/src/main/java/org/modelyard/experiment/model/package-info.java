/**
 * What an experiment is: its plan, fixed at the start, who is assigned to which variant, and what its figures mean in words. Refuses a
 * plan that contradicts itself; never calls what is not known good.
 */
@NullMarked
package org.modelyard.experiment.model;

import org.jspecify.annotations.NullMarked;
