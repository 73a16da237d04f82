/** The console's first page: is anything wrong, what changed, what to do. Asks the features' services; owns no data. */
@NullMarked
package org.modelyard.overview.console;

import org.jspecify.annotations.NullMarked;
