/** Pages of runs trained elsewhere: the list, one run with its curves, and several side by side. */
@NullMarked
package org.modelyard.run.console;

import org.jspecify.annotations.NullMarked;
