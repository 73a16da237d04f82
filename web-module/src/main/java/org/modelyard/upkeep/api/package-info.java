/** Clean-up and archiving over REST. */
@NullMarked
package org.modelyard.upkeep.api;

import org.jspecify.annotations.NullMarked;
