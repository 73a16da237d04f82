/** Clean-up and archiving in the console. */
@NullMarked
package org.modelyard.upkeep.console;

import org.jspecify.annotations.NullMarked;
