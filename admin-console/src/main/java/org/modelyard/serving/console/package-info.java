/** The console's pages of deployments, predictions by hand, inferences and their feedback. Holds no state between requests, but for a session's last answers to many rows. */
@NullMarked
package org.modelyard.serving.console;

import org.jspecify.annotations.NullMarked;
