/** Scorings of datasets, and their parts, as rows. */
@NullMarked
package org.modelyard.scoring.entity;

import org.jspecify.annotations.NullMarked;
