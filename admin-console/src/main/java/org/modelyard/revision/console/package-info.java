/** Parts of a version's page about versions that are made of others by hand. Holds no state between requests. */
@NullMarked
package org.modelyard.revision.console;

import org.jspecify.annotations.NullMarked;
