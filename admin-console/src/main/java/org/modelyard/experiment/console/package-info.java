/** The console's pages of A/B tests: the list, and one with its verdict in words. */
@NullMarked
package org.modelyard.experiment.console;

import org.jspecify.annotations.NullMarked;
