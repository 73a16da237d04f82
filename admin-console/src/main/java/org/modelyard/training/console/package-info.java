/** The console's pages of training: jobs, a new one by a form made from the trainers' declarations, live progress. Holds no state between requests. */
@NullMarked
package org.modelyard.training.console;

import org.jspecify.annotations.NullMarked;
