/** The console's pages of JSR-352: jobs with a form made from their declarations, executions. Holds no state between requests. */
@NullMarked
package org.modelyard.batch.console;

import org.jspecify.annotations.NullMarked;
