/** Answers to whole datasets, as files. */
@NullMarked
package org.modelyard.scoring.model;

import org.jspecify.annotations.NullMarked;
