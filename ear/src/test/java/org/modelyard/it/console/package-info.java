/** The console in a real browser, on the server that the other tests use; and every page looked at by axe-core. */
@NullMarked
package org.modelyard.it.console;

import org.jspecify.annotations.NullMarked;
