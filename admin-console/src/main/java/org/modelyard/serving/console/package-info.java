/** The console's pages of deployments, predictions by hand, inferences and their feedback. Holds no state between requests. */
@NullMarked
package org.modelyard.serving.console;

import org.jspecify.annotations.NullMarked;
