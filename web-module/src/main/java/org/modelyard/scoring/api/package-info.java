/** Scorings of datasets over REST. */
@NullMarked
package org.modelyard.scoring.api;

import org.jspecify.annotations.NullMarked;
