/** Doors to versions that are made of others by hand: weights looked at and changed, weights made smaller. */
@NullMarked
package org.modelyard.revision.api;

import org.jspecify.annotations.NullMarked;
