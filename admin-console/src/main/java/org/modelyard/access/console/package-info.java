/** Logging in and out, and the first set-up. */
@NullMarked
package org.modelyard.access.console;

import org.jspecify.annotations.NullMarked;
