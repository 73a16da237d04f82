/** Tests that run inside the container, beside the services they inject. */
@NullMarked
package org.modelyard.it.container;

import org.jspecify.annotations.NullMarked;
