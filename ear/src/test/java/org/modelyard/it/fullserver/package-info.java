/** {@code modelyard.ear} on a stock full server. Runs in the profile {@code ear} only. */
@NullMarked
package org.modelyard.it.fullserver;

import org.jspecify.annotations.NullMarked;
