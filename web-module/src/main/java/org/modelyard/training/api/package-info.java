/** Training jobs over REST, and their progress as a stream of events. */
@NullMarked
package org.modelyard.training.api;

import org.jspecify.annotations.NullMarked;
