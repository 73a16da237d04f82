/**
 * What is cleaned up and what is archived, decided from facts alone: no database and no clock. What cannot be told is
 * kept.
 */
@NullMarked
package org.modelyard.upkeep.model;

import org.jspecify.annotations.NullMarked;
