/**
 * How a version comes into service step by step: the plan of a rollout, its states, the evidence that is gathered about the
 * candidate beside the champion, and what follows from it. Pure functions of counts and time; knows no database, no clock
 * and no traffic, and never takes a lack of data for a pass.
 */
@NullMarked
package org.modelyard.rollout.model;

import org.jspecify.annotations.NullMarked;
