/** The console's pages of models and their versions. Holds no state between requests. */
@NullMarked
package org.modelyard.registry.console;

import org.jspecify.annotations.NullMarked;
