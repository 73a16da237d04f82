/** The console's search: the box at the top of every page and the page of what it found. */
@NullMarked
package org.modelyard.search.console;

import org.jspecify.annotations.NullMarked;
