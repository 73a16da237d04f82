/** The console's pages of datasets: list, one, import by upload, snapshots. Holds no state between requests. */
@NullMarked
package org.modelyard.dataset.console;

import org.jspecify.annotations.NullMarked;
